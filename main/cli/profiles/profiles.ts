// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from '../enrolment/enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { warnNotAccepted } from '../vault/acceptance-lines.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { profileLine, profileNamed, unverifiedLine } from './profile-options.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { value } from '../runtime/options.ts';

export const profilesListCommand = defineCommand({
  name: 'profiles list',
  summary: { 'zh-CN': '列出颁发机构的申请方案', en: 'list profiles of authorities' },
  description: {
    'zh-CN': '列出申请方案：编号、协议、是否核实、网址主机（有外文字母时同时显示编码形式）、名称。',
    en: 'Lists profiles: ID, protocol, whether verified, host (in its encoded form too where it has foreign letters), name.',
  },
  examples: [{ line: 'certsteward profiles list', 'zh-CN': '全部', en: 'all of them' }],
  exitCodes: [exit.notFound],
  seeAlso: ['profiles import', 'enrol'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    await warnNotAccepted(run);
    const profiles = await services.enrolment.profiles.list();
    const lines = profiles.map((held) => profileLine(language, held));
    output.value({ profiles }, lines.length > 0 ? lines : [enrolmentTexts[language].noneHeld]);
    return exit.done;
  },
});

export const profilesImportCommand = defineCommand({
  name: 'profiles import',
  summary: {
    'zh-CN': '导入一份申请方案；核实网址前为未核实',
    en: 'take a profile in; it is unverified until its host is confirmed',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  writes: true,
  description: {
    'zh-CN':
      '导入一份申请方案 (JSON)。只接受 https 网址和纯文本。核实网址之前它是未核实的；同名而主机不同的是另一份方案；同一份内容变了要重新核实。',
    en: 'Takes a profile in (JSON). Only https addresses and plain text are accepted. It is unverified until its host is confirmed; the same name at another host is another profile, and one whose content changed has to be confirmed again.',
  },
  examples: [{ line: 'certsteward profiles import bank.json', 'zh-CN': '一个文件', en: 'a file' }],
  exitCodes: [exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['profiles confirm', 'profiles list'],
  async run(run) {
    const { output, language } = run;
    const profile = await importAsked(run, resolve(run.arguments.words[0] ?? ''));
    const warning = unverifiedLine(language, profile);
    output.value({ profile }, [profileLine(language, profile), ...(warning === null ? [] : [warning])]);
    return exit.done;
  },
});

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

export const profilesConfirmCommand = defineCommand({
  name: 'profiles confirm',
  summary: { 'zh-CN': '输入网址主机，核实一份申请方案', en: 'verify a profile by typing its host' },
  words: { name: 'NAME', count: [1, 1] },
  options: {
    host: value('HOST', { 'zh-CN': '从官方资料抄写的网址主机', en: 'host of the address, as official papers have it' }),
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '从颁发机构的信函或卡片上抄写网址的主机，与方案里的一致就记为已核实，并受封存保护。在终端上会询问，否则用 --host。',
    en: 'Type the host from a letter or card of the authority; when it is that of the profile, the profile counts as verified and comes under the seal. Asked for on a terminal, else given with --host.',
  },
  examples: [
    { line: 'certsteward profiles confirm "My Bank" --host ca.bank.example', 'zh-CN': '核实', en: 'verify it' },
  ],
  exitCodes: [exit.password, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['profiles import', 'profiles list'],
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
});

export const profilesRemoveCommand = defineCommand({
  name: 'profiles remove',
  summary: { 'zh-CN': '删除一份申请方案；已有的申请保留', en: 'remove a profile; requests made with it stay' },
  words: { name: 'NAME', count: [1, 1] },
  writes: true,
  description: {
    'zh-CN': '删除一份申请方案。NAME 是名称、网址主机或编号（至少 8 位）。用它做的申请保留。',
    en: 'Removes a profile. NAME is its name, its host, or its ID (8 digits or more). Requests made with it stay.',
  },
  examples: [{ line: 'certsteward profiles remove "My Bank"', 'zh-CN': '一份方案', en: 'one profile' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['profiles list'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const { id, profile } = profileNamed(await services.enrolment.profiles.list(), run.arguments.words[0] ?? '');
    const text = fillMessage(enrolmentTexts[language].profileRemoved, { name: visibleText(profile.name) });
    await services.enrolment.profiles.remove({ id });
    output.value({ removed: id }, [text]);
    return exit.done;
  },
});
