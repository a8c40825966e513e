// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from '../enrolment/enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { warnNotAccepted } from '../vault/acceptance-lines.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { Command, CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { profileLine, profileNamed, unverifiedLine } from './profile-options.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const profilesListCommand: Command = {
  name: 'profiles list',
  synopsis: '',
  summary: { 'zh-CN': '列出颁发机构的申请方案', en: 'list profiles of authorities' },
  words: [0, 0],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    await warnNotAccepted(run);
    const profiles = await services.enrolment.profiles.list();
    const lines = profiles.map((held) => profileLine(language, held));
    output.value({ profiles }, lines.length > 0 ? lines : [enrolmentTexts[language].noneHeld]);
    return exit.done;
  },
};

export const profilesImportCommand: Command = {
  name: 'profiles import',
  synopsis: 'FILE [--yes]',
  summary: {
    'zh-CN': '导入一份申请方案；核实网址前为未核实',
    en: 'take a profile in; it is unverified until its host is confirmed',
  },
  words: [1, 1],
  writes: true,
  async run(run) {
    const { output, language } = run;
    const profile = await importAsked(run, resolve(run.arguments.words[0] ?? ''));
    const warning = unverifiedLine(language, profile);
    output.value({ profile }, [profileLine(language, profile), ...(warning === null ? [] : [warning])]);
    return exit.done;
  },
};

/** Replacing a confirmed profile needs consent. */
async function importAsked(run: CommandRun, path: string): Promise<HeldProfile> {
  const { profiles } = run.services.enrolment;
  try {
    return await profiles.importFile(path);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'profile-exists') throw error;
    const { pending, differences, name, host } = error.details;
    if (typeof pending !== 'string' || !Array.isArray(differences)) throw error;
    // The error says what to do.
    if (run.ask === null && !run.arguments.flags.has('yes')) throw error;
    const text = enrolmentTexts[run.language];
    run.output.progress(
      { event: 'differs', name, host, differences },
      [text.profileDiffers, ...differences].map((line) => visibleText(line)).join('\n'),
    );
    await confirmOnTerminal(run, text.replaceProfile);
    return await profiles.replace({ pending });
  }
}

export const profilesConfirmCommand: Command = {
  name: 'profiles confirm',
  synopsis: 'NAME [--host HOST]',
  summary: { 'zh-CN': '输入网址主机，核实一份申请方案', en: 'verify a profile by typing its host' },
  words: [1, 1],
  writes: true,
  values: ['host', ...unlockOptions.values],
  flags: unlockOptions.flags,
  secrets: unlockOptions.secrets,
  async run(run) {
    const { services, output, language } = run;
    const vault = await services.vault.require();
    const held = profileNamed(await services.enrolment.profiles.list(), run.arguments.words[0] ?? '');
    const question = fillMessage(enrolmentTexts[language].typeHost, { name: visibleText(held.profile.name) });
    const typed = run.arguments.values['host'] ?? (await run.ask?.(question));
    if (typed === undefined) throw new AppError('usage', { option: '--host' });
    if (vault.hasRecipient) await unlockIfPossible(run);
    const profile = await services.enrolment.profiles.confirm({ id: held.id, typedHost: typed });
    output.value({ profile }, [profileLine(language, profile)]);
    return exit.done;
  },
};

export const profilesRemoveCommand: Command = {
  name: 'profiles remove',
  synopsis: 'NAME',
  summary: { 'zh-CN': '删除一份申请方案；已有的申请保留', en: 'remove a profile; requests made with it stay' },
  words: [1, 1],
  writes: true,
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const { id, profile } = profileNamed(await services.enrolment.profiles.list(), run.arguments.words[0] ?? '');
    const text = fillMessage(enrolmentTexts[language].profileRemoved, { name: visibleText(profile.name) });
    await services.enrolment.profiles.remove({ id });
    output.value({ removed: id }, [text]);
    return exit.done;
  },
};
