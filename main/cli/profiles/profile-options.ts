// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from '../enrolment/enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { tableLines, type Terminal } from '../output/table.ts';
import { file } from '../runtime/options.ts';

export const profileOption = file('FILE|NAME', {
  'zh-CN': '银行或机构的办理指南',
  en: 'Guide from the bank or CA',
});
export const usedProfileOption = file('FILE|NAME', {
  'zh-CN': '办理指南，默认是申请时用的',
  en: 'Guide (default: the one you applied with)',
});

/** Accepts a name, a host, or at least 8 digits of the id. Errors: `not-found`, `ambiguous-id` (`candidates`: ids). */
export function profileNamed(profiles: readonly HeldProfile[], name: string): HeldProfile {
  const isPrefix = /^[0-9a-f-]{8,36}$/i.test(name);
  const ways: ((held: HeldProfile) => boolean)[] = [
    ({ profile }) => profile.name === name,
    ({ host }) => host.ascii === name.toLowerCase() || host.unicode === name,
    ({ id }) => isPrefix && id.startsWith(name.toLowerCase()),
  ];
  const found = ways.map((way) => profiles.filter(way)).find((matches) => matches.length > 0) ?? [];
  const [held] = found;
  if (!held) throw new AppError('not-found', { profile: name });
  if (found.length > 1) throw new AppError('ambiguous-id', { candidates: found.map(({ id }) => id) });
  return held;
}

/** A stored profile takes precedence over a file. */
export async function profileOfOption(run: CommandRun): Promise<HeldProfile> {
  const name = run.arguments.values['profile'];
  if (name === undefined || name === '') throw new AppError('usage', { option: '--profile' });
  const { profiles } = run.services.enrolment;
  const held = await profiles.list();
  try {
    return profileNamed(held, name);
  } catch (error) {
    const isFile = (await stat(name).catch(() => null))?.isFile() === true;
    if (!isFile || !(error instanceof AppError) || error.code !== 'not-found') throw error;
    return await profiles.importFile(resolve(name));
  }
}

const onlyFor: Readonly<Record<string, CaProfile['protocol']>> = { output: 'manual', 'watch-folder': 'web' };

export function optionRefusedBy({ protocol }: Pick<CaProfile, 'protocol'>, option: string): AppError {
  const only = onlyFor[option] ?? null;
  return new AppError('usage', { option: `--${option}`, reason: 'guide-protocol', protocol, only });
}

/** Also shows the ASCII form, because look-alike letters may imitate a different host. */
export function hostText({ ascii, unicode }: HeldProfile['host']): string {
  return ascii === unicode ? ascii : `${visibleText(unicode)} (${ascii})`;
}

export function profileLines(language: Language, profiles: readonly HeldProfile[], terminal: Terminal): string[] {
  const { columns, verified } = enrolmentTexts[language];
  return tableLines(
    [
      { title: columns.name, wraps: true },
      { title: columns.host },
      { title: columns.protocol, leaves: 1 },
      { title: columns.state },
      { title: 'ID' },
    ],
    profiles.map(({ id, profile, host, confirmedAt }) => ({
      cells: [
        { text: visibleText(profile.name) },
        { text: hostText(host) },
        { text: profile.protocol },
        confirmedAt === null ? { text: unverifiedWord(language), style: 'yellow' } : { text: verified, style: 'green' },
        { text: id.slice(0, 8), style: 'dim' },
      ],
    })),
    terminal,
  );
}

export function unverifiedLine(language: Language, { profile, host, confirmedAt }: HeldProfile): string | null {
  if (confirmedAt !== null) return null;
  const named = { name: visibleText(profile.name), host: hostText(host) };
  return fillMessage(enrolmentTexts[language].unverified, named);
}

function unverifiedWord(language: Language): string {
  return language === 'zh-CN' ? '尚未核对' : 'not confirmed yet';
}
