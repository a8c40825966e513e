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
import { profileLines, profileNamed, unverifiedLine } from './profile-options.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { value } from '../runtime/options.ts';

export const profilesListCommand = defineCommand({
  name: 'profiles list',
  summary: { 'zh-CN': '列出银行和机构的办理指南', en: 'List the guides from banks and CAs' },
  description: {
    'zh-CN': '列出办理指南：编号、协议、是否已核对、网站域名、名称。域名含有英文以外的文字时，会同时显示编码形式。',
    en: 'Lists guides with their ID, protocol, state (confirmed or not), host and name. A host with non-Latin letters is also shown in its encoded form.',
  },
  examples: [{ line: 'certsteward profiles list', 'zh-CN': '全部', en: 'All guides' }],
  exitCodes: [exit.notFound],
  seeAlso: ['profiles import', 'enrol'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    await warnNotAccepted(run);
    const profiles = await services.enrolment.profiles.list();
    const lines = profileLines(language, profiles, output.terminal);
    output.value({ profiles }, profiles.length > 0 ? lines : [enrolmentTexts[language].noneHeld]);
    return exit.done;
  },
});

export const profilesImportCommand = defineCommand({
  name: 'profiles import',
  summary: {
    'zh-CN': '导入办理指南，核对前显示“尚未核对”',
    en: 'Add a guide from a bank or CA (unconfirmed at first)',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  writes: true,
  description: {
    'zh-CN':
      '导入一份办理指南（JSON）。只接受 https 网址和纯文本。您核对网站域名之前，指南显示为“尚未核对”。名称相同但域名不同的，视为另一份指南。内容有变化时要重新核对。',
    en: 'Imports a guide (JSON). Only https addresses and plain text are accepted. The guide is unconfirmed until you confirm its host. The same name at a different host is a different guide. If the content changes, you have to confirm the guide again.',
  },
  examples: [{ line: 'certsteward profiles import bank.json', 'zh-CN': '一个文件', en: 'One file' }],
  exitCodes: [exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['profiles confirm', 'profiles list'],
  async run(run) {
    const { output, language } = run;
    const profile = await importAsked(run, resolve(run.arguments.words[0] ?? ''));
    const warning = unverifiedLine(language, profile);
    const lines = profileLines(language, [profile], output.terminal);
    output.value({ profile }, [...lines, ...(warning === null ? [] : [warning])]);
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
  summary: { 'zh-CN': '输入网站域名，核对一份办理指南', en: 'Confirm a guide by typing its host' },
  words: { name: 'NAME', count: [1, 1] },
  options: {
    host: value('HOST', {
      'zh-CN': '官方资料上的网站域名',
      en: 'Host of the website, copied from official documents',
    }),
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '按银行或机构的信函、卡片输入网站域名，与指南一致就记为“已核对”，以后如有改动会提示您。在终端上会询问，否则请用 --host 指定。',
    en: 'Type the host as shown in a letter or on a card from the bank or CA. If it matches the guide, the guide is confirmed, and CertSteward warns you of later changes. On a terminal, you are asked for the host. Otherwise, add --host.',
  },
  examples: [
    { line: 'certsteward profiles confirm "My Bank" --host ca.bank.example', 'zh-CN': '核对', en: 'Confirm a guide' },
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
    output.value({ profile }, profileLines(language, [profile], output.terminal));
    return exit.done;
  },
});

export const profilesRemoveCommand = defineCommand({
  name: 'profiles remove',
  summary: { 'zh-CN': '移除一份办理指南，但保留申请', en: 'Remove a guide, but keep its requests' },
  words: { name: 'NAME', count: [1, 1] },
  writes: true,
  description: {
    'zh-CN': '移除一份办理指南。“名称”可以填指南的名称、网站域名或编号（至少 8 位）。已生成的申请会保留。',
    en: 'Removes a guide. NAME is its name, its host or its ID (8 digits or more). Requests made with it are kept.',
  },
  examples: [{ line: 'certsteward profiles remove "My Bank"', 'zh-CN': '移除一份办理指南', en: 'Remove a guide' }],
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
