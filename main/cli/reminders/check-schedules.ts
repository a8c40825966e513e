// SPDX-License-Identifier: Apache-2.0
import { pastedArgument, shellArgument } from '../../../shared/sinks/shell-argument.ts';
import { resolve } from 'node:path';
import type { Language } from '../../../shared/i18n/language.ts';
import { reminderTexts } from '../../../shared/i18n/reminders.ts';
import { fillCounted } from '../output/counts.ts';

export const checkSchedules = ['systemd', 'cron', 'windows'] as const;
export type CheckSchedule = (typeof checkSchedules)[number];

const hour = 9;

export interface Scheduled {
  readonly program: string;
  readonly days: number;
  readonly vault: string | null;
  readonly language: Language;
}

export function scheduleLines(schedule: CheckSchedule, { program, days, vault, language }: Scheduled): string[] {
  const folder = vault === null ? null : resolve(vault);
  const check = (quoted: (text: string) => string): string =>
    [
      /^[\w-]+$/.test(program) ? program : quoted(program),
      `check --days ${days}`,
      ...(folder === null ? [] : [`--vault ${quoted(folder)}`]),
    ].join(' ');
  const found = fillCounted(language, reminderTexts[language].checkFound, { days });
  switch (schedule) {
    case 'systemd':
      return systemdLines(check(shellArgument), found);
    case 'cron':
      return [cronLine(check(shellArgument))];
    case 'windows':
      return [reminderTexts[language].windowsUnverified, windowsLine(check(windowsQuoted))];
  }
}

/** systemd.service(5), systemd.timer(5). Names no certificate, because desktops parse markup in notifications. */
export function systemdUnits(check: string, found: string): { readonly service: string[]; readonly timer: string[] } {
  const script = `${check} >/dev/null && exit 0; [ $? -eq 10 ] && notify-send CertSteward ${shellArgument(found)}`;
  return {
    service: [
      '[Unit]',
      'Description=CertSteward: check for certificates that expire soon',
      '',
      '[Service]',
      'Type=oneshot',
      `ExecStart=/bin/sh -c ${unitQuoted(script)}`,
    ],
    timer: [
      '[Unit]',
      'Description=CertSteward: daily certificate check',
      '',
      '[Timer]',
      `OnCalendar=*-*-* ${String(hour).padStart(2, '0')}:00:00`,
      // Catches up after downtime.
      'Persistent=true',
      '',
      '[Install]',
      'WantedBy=timers.target',
    ],
  };
}

function systemdLines(check: string, found: string): string[] {
  const { service, timer } = systemdUnits(check, found);
  return [
    'mkdir -p ~/.config/systemd/user',
    "cat > ~/.config/systemd/user/certsteward-check.service <<'END'",
    ...service,
    'END',
    "cat > ~/.config/systemd/user/certsteward-check.timer <<'END'",
    ...timer,
    'END',
    'systemctl --user daemon-reload',
    'systemctl --user enable --now certsteward-check.timer',
  ];
}

/** cron mails any output, and a bare `%` ends the command (crontab(5)). */
function cronLine(check: string): string {
  return `0 ${hour} * * * ${`out="$(${check})" || printf '%s\\n' "$out"`.replaceAll('%', '\\%')}`;
}

/** `cmd /c` strips the outermost quotes. Without `call`, a batch file's exit code doesn't reach `||`. */
function windowsLine(check: string): string {
  const task = `cmd /c "call ${check} || pause"`.replaceAll(/(\\*)"/g, String.raw`$1$1\"`);
  return `schtasks /Create /F /SC DAILY /ST ${String(hour).padStart(2, '0')}:00 /TN "CertSteward check" /TR "${task}"`;
}

function windowsQuoted(text: string): string {
  return pastedArgument(text, 'win32', '"…"');
}

/** See systemd.service(5), "Command lines". */
function unitQuoted(text: string): string {
  const escaped = text.replaceAll(/[\\"]/g, (character) => `\\${character}`);
  return `"${escaped.replaceAll(/[$%]/g, (character) => character.repeat(2))}"`;
}
