// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasTool } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-cli-reminders-'));
const vault = join(folder, 'it’s 100% "mine"');
const number = '110101199001011234';
const calendar = join(folder, 'certificates.ics');

/** Parses the file with python3-icalendar and prints the result as JSON. */
const parserScript = `
import json, sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
errors = [str(e) for c in calendar.walk() for e in getattr(c, 'errors', [])]
events = [{
  'uid': str(e['UID']), 'summary': str(e['SUMMARY']), 'end': e['DTEND'].dt.isoformat(),
  'alarms': [{'trigger': a['TRIGGER'].dt.total_seconds(), 'related': a['TRIGGER'].params.get('RELATED'),
    'description': str(a['DESCRIPTION'])} for a in e.walk('VALARM')],
} for e in calendar.walk('VEVENT')]
print(json.dumps({'errors': errors, 'version': str(calendar['VERSION']), 'events': events}))
`;
const python = '/usr/bin/python3';
const hasParser = existsSync(python) && succeeds(python, '-c', 'import icalendar');

function succeeds(program: string, ...argv: string[]): boolean {
  try {
    execFileSync(program, argv, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Parsed {
  readonly errors: string[];
  readonly version: string;
  readonly events: {
    readonly uid: string;
    readonly summary: string;
    readonly end: string;
    readonly alarms: { readonly trigger: number; readonly related: string; readonly description: string }[];
  }[];
}
const parse = (file: string) =>
  JSON.parse(execFileSync(python, ['-c', parserScript, file], { encoding: 'utf8' })) as Parsed;

async function cli(...argv: string[]) {
  return runCli([...argv, '--json', '--vault', vault], { environment: { TZ: 'Asia/Shanghai' } });
}
let sha256 = '';

beforeAll(async () => {
  const key = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-addext', 'basicConstraints=critical,CA:FALSE'];
  const bank = makeIdentityFiles(folder, 'bank', { subject: `/CN=051@张三@${number}@1/C=CN`, days: 20, key });
  const old = makeIdentityFiles(folder, 'old', { subject: '/CN=old', days: 0, key });
  ({ sha256 } = bank);
  for (const file of [bank.certificate, old.certificate]) await cli('import', file);
  await cli('set', sha256, '--label', `工资卡; ${number}, C:\\ 很长的名称`.repeat(3).slice(0, 100));
  await cli('watch', 'add', '--name', '网银 U盾', '--until', '2030-03-31');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('calendar -o FILE', () => {
  test('[R04] [A01] writes future expiries to a file only its owner can read, and overwrites nothing', async () => {
    const written = await cli('calendar', '-o', calendar);
    expect({ code: written.code, value: written.json?.value }).toEqual({
      code: 0,
      value: { file: calendar, events: 2 },
    });
    expect(statSync(calendar).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(calendar);
    expect(bytes.includes(number)).toBe(false);
    expect(bytes.toString('utf8')).not.toMatch(/[^\r]\n/);
    expect((await cli('calendar', '-o', calendar)).json?.error?.code).toBe('file-exists');
    expect((await cli('calendar')).code).toBe(2);
  });

  test.skipIf(!hasParser)('[R04] python3-icalendar reads the calendar (skipped without that package)', () => {
    const { errors, version, events } = parse(calendar);
    expect({ errors, version, events: events.length }).toEqual({ errors: [], version: '2.0', events: 2 });
    const [bank, watched] = events;
    expect(bank?.uid).toBe(`${sha256.slice(0, 36)}@certsteward`);
    expect(bank?.summary).toMatch(/^Certificate expires: 工资卡; 1101\*{10}1234, C:\\ 很长的名称/);
    expect(watched).toMatchObject({ summary: 'Certificate expires: 网银 U盾', end: '2030-03-31T15:59:59+00:00' });
    expect(watched?.alarms.map(({ trigger }) => Math.floor(-trigger / 86_400))).toEqual([60, 30, 14, 7, 3, 1, 0]);
    expect(watched?.alarms[0]).toMatchObject({ related: 'END', description: '网银 U盾: expires in 60 days' });
  });

  test.skipIf(!hasParser)('[R04] keeps the UIDs of events when the calendar is written again', async () => {
    const again = join(folder, 'again.ics');
    await cli('set', sha256, '--label', 'another label');
    await cli('calendar', '-o', again);
    expect(parse(again).events.map(({ uid }) => uid)).toEqual(parse(calendar).events.map(({ uid }) => uid));
  });
});

describe('check --schedule', () => {
  const bin = join(folder, 'bin');
  const home = join(folder, 'home');
  const calls = join(folder, 'calls');
  const env = { PATH: `${bin}:${process.env['PATH']}`, HOME: home };

  /** Installs a fake program that records its arguments, runs `output` and exits with `code`. */
  function standIn(name: string, code = 0, output = ''): void {
    mkdirSync(bin, { recursive: true });
    const script = `#!/bin/sh\nprintf '%s|' "$(basename "$0")" "$@" >> '${calls}'\necho >> '${calls}'\n${output}\nexit ${code}\n`;
    writeFileSync(join(bin, name), script, { mode: 0o755 });
  }
  const called = () => (existsSync(calls) ? readFileSync(calls, 'utf8').split('\n').filter(Boolean) : []);
  const check = `certsteward|check|--days|14|--vault|${vault}|`;

  beforeAll(() => mkdirSync(home, { recursive: true }));

  test('[R05] systemd: prints sh commands for a timer that checks this vault and notifies', async () => {
    standIn('systemctl');
    const { stdout, code } = await runCli(['check', '--schedule', 'systemd', '--days', '14', '--vault', vault]);
    expect(code).toBe(0);
    execFileSync('sh', { input: stdout, env });
    expect(called()).toEqual([
      'systemctl|--user|daemon-reload|',
      'systemctl|--user|enable|--now|certsteward-check.timer|',
    ]);
    const units = join(home, '.config/systemd/user');
    expect(readFileSync(join(units, 'certsteward-check.timer'), 'utf8')).toContain('OnCalendar=*-*-* 09:00:00');
    const service = readFileSync(join(units, 'certsteward-check.service'), 'utf8');
    // Undo systemd's escapes of specifiers, quotes and variables.
    const line = /^ExecStart=\/bin\/sh -c "(.*)"$/m.exec(service)?.[1] ?? '';
    const script = line.replaceAll('%%', '%').replaceAll(/\\(.)/g, '$1').replaceAll('$$', '$');
    rmSync(calls);
    standIn('notify-send');
    standIn('certsteward', 10);
    execFileSync('sh', ['-c', script], { env });
    expect(called()).toEqual([check, 'notify-send|CertSteward|A certificate expires within 14 days or has expired.|']);
    rmSync(calls);
    standIn('certsteward', 0);
    execFileSync('sh', ['-c', script], { env });
    expect(called()).toEqual([check]);
    standIn('certsteward', 6);
    expect(() => execFileSync('sh', ['-c', script], { env })).toThrow();
  });

  test.skipIf(!hasTool('systemd-analyze'))('[R05] systemd accepts both units (skipped without systemd-analyze)', () => {
    const units = join(home, '.config/systemd/user');
    const files = ['certsteward-check.service', 'certsteward-check.timer'].map((name) => join(units, name));
    const checked = execFileSync('systemd-analyze', ['verify', '--user', '--man=no', ...files], {
      env: { ...env, XDG_RUNTIME_DIR: folder },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(checked).toBe('');
  });

  test('[R05] cron: prints one crontab line, which has output only when a certificate expires', async () => {
    const { stdout } = await runCli(['check', '--schedule', 'cron', '--days', '14', '--vault', vault]);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const command = /^0 9 \* \* \* (.*)\n$/.exec(stdout)?.[1] ?? '';
    // crontab(5): an escaped percent sign is literal, a bare one ends the command.
    expect(command).not.toMatch(/(?<!\\)%/);
    const shell = command.replaceAll('\\%', '%');
    rmSync(calls, { force: true });
    standIn('certsteward', 10, 'echo "5  2026-11-30  card"');
    expect(execFileSync('sh', ['-c', shell], { env, encoding: 'utf8' })).toBe('5  2026-11-30  card\n');
    expect(called()).toEqual([check]);
    standIn('certsteward', 0, 'echo "Nothing expires within this time."');
    expect(execFileSync('sh', ['-c', shell], { env, encoding: 'utf8' })).toBe('');
  });

  test('[R05] Windows: prints a schtasks command, marked as unverified', async () => {
    const { stdout } = await runCli(['check', '--schedule', 'windows']);
    expect(stdout.split('\n')).toEqual([
      'REM Not verified on Windows. Paste the next line into the command prompt:',
      'schtasks /Create /F /SC DAILY /ST 09:00 /TN "CertSteward check" /TR "cmd /c \\"call certsteward check --days 30 || pause\\""',
      '',
    ]);
    expect((await runCli(['check', '--schedule', 'launchd'])).code).toBe(2);
  });
});
