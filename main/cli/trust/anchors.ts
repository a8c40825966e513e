// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { trustTexts } from './anchor-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { AnchorFacts } from '../../../shared/schemas/trust/trust.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { AnchorsService } from '../../trust/anchors.ts';
import { warnNotAccepted } from '../vault/acceptance-lines.ts';
import { anchorLine, anchorNamed, anchorOfFile, askForFingerprint } from './anchor-options.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { value } from '../runtime/options.ts';

/** Anchors need the seal, which needs a recipient. */
async function unlockForSeal(run: CommandRun): Promise<void> {
  const vault = await run.services.vault.require();
  if (vault.hasRecipient) await unlockIfPossible(run);
}

async function trustCompared(
  run: CommandRun,
  trust: AnchorsService['add'],
  find: (word: string) => Promise<AnchorFacts>,
): Promise<ExitCode> {
  await run.services.vault.require();
  const found = await find(run.arguments.words[0] ?? '');
  const typed = await askForFingerprint(run, found);
  await unlockForSeal(run);
  const anchor = await trust({ sha256: found.sha256, typed });
  run.output.value({ anchor }, [anchorLine(run.language, anchor)]);
  return exit.done;
}

const fingerprintOption = value('HEX', {
  'zh-CN': '证书 SHA-256 的前 8 位或更多，从官方资料抄写',
  en: 'first 8 digits or more of the SHA-256 of the certificate, as official papers have it',
});

export const anchorsListCommand = defineCommand({
  name: 'anchors list',
  summary: { 'zh-CN': '列出自己信任的颁发者', en: 'list the authorities that you trust yourself' },
  description: {
    'zh-CN':
      '列出保险库里自己信任的颁发者：指纹、状态、有效期止、名称；最后是系统信任的个数。“未核对”的随别的保险库合并而来，还不受信任；“未封存”的与封存对不上，也不受信任。不需要任何密码。--json 时 value.anchors 每项有 sha256、subject、issuer、notBefore、notAfter、selfIssued、addedAt、confirmedAt、trusted，value.system 是系统信任的个数。',
    en: 'Lists the authorities of your own in the vault: fingerprint, state, last day, name; then how many the system trusts. What is “not compared” came with another vault and is not trusted yet; what is “not sealed” does not match the seal and is not trusted either. Needs no secret. With --json each of value.anchors has sha256, subject, issuer, notBefore, notAfter, selfIssued, addedAt, confirmedAt and trusted; value.system is the number of the system.',
  },
  examples: [{ line: 'certsteward anchors list', 'zh-CN': '全部', en: 'all of them' }],
  exitCodes: [exit.damaged, exit.notFound],
  seeAlso: ['anchors add', 'validate'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    await warnNotAccepted(run);
    const { anchors } = services.trust;
    const [own, system] = [await anchors.list(), await anchors.countOfSystem()];
    const texts = trustTexts[language];
    output.value({ anchors: own, system }, [
      ...(own.length === 0 ? [texts.none] : own.map((anchor) => anchorLine(language, anchor))),
      fillMessage(texts.ofSystem, { count: system }),
    ]);
    return exit.done;
  },
});

export const anchorsAddCommand = defineCommand({
  name: 'anchors add',
  summary: {
    'zh-CN': '核对指纹后信任一个颁发者',
    en: 'trust an authority after comparing its fingerprint',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  options: {
    fingerprint: fingerprintOption,
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '信任文件里的一个颁发者：先显示持有人、颁发者、有效期和 SHA-256，再从官方资料上输入 SHA-256 的前 8 位，或用 --fingerprint 给出（8 位以上，也用来在几张里选一张），或用 --yes 跳过。只接受颁发机构证书；不是自己颁发给自己的（中间证书）必须用 --fingerprint 选定。信任以后，validate 和程序窗口里的检验都会用它。需要打开保险库，记录在封存之内。',
    en: 'Trusts an authority of a file: shows subject, issuer, validity and SHA-256, then takes the first 8 digits of the SHA-256 typed from official papers, or --fingerprint (8 digits or more; it also chooses one of several), or skips that with --yes. Only certificates of authorities are taken, and one that did not issue itself only where --fingerprint chooses it. From then on validate and the checks of the window use it. The vault has to be opened: it comes under the seal.',
  },
  examples: [
    { line: 'certsteward anchors add bank-root.cer', 'zh-CN': '会询问指纹', en: 'asks for the fingerprint' },
    {
      line: 'certsteward anchors add bank-root.cer --fingerprint 3f2a91bc --passphrase-file secret.txt',
      'zh-CN': '在脚本里',
      en: 'in a script',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['anchors list', 'anchors remove', 'validate'],
  async run(run) {
    const { anchors } = run.services.trust;
    return await trustCompared(run, anchors.add, async (word) =>
      anchorOfFile(await anchors.look(resolve(word), { pipes: true }), run.arguments.values['fingerprint'] ?? null),
    );
  },
});

export const anchorsConfirmCommand = defineCommand({
  name: 'anchors confirm',
  summary: {
    'zh-CN': '核对指纹，信任一个恢复或合并来的颁发者',
    en: 'compare the fingerprint of an authority that came with another vault, and trust it',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    fingerprint: fingerprintOption,
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN': '与 anchors add 一样核对指纹，用于随别的保险库合并来的颁发者：核对之前它不受信任。',
    en: 'Compares the fingerprint as anchors add does, for an authority that came with another vault: until then it is not trusted.',
  },
  examples: [{ line: 'certsteward anchors confirm 3f2a91bc', 'zh-CN': '会询问指纹', en: 'asks for the fingerprint' }],
  exitCodes: [exit.password, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['anchors list', 'anchors add'],
  async run(run) {
    const { anchors } = run.services.trust;
    return await trustCompared(run, anchors.confirm, async (word) => anchorNamed(await anchors.list(), word));
  },
});

export const anchorsRemoveCommand = defineCommand({
  name: 'anchors remove',
  summary: { 'zh-CN': '不再信任一个颁发者', en: 'trust an authority no longer' },
  words: { name: 'ID', count: [1, 1] },
  writes: true,
  description: {
    'zh-CN': '从保险库里移除一个自己信任的颁发者。系统信任的不受影响。不需要任何密码。',
    en: 'Removes an authority of your own from the vault. What the system trusts stays. Needs no secret.',
  },
  examples: [{ line: 'certsteward anchors remove 3f2a91bc', 'zh-CN': '一个颁发者', en: 'one authority' }],
  exitCodes: [exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['anchors list'],
  async run({ services, output, language, arguments: { words } }) {
    await services.vault.require();
    const { anchors } = services.trust;
    const { sha256, displayName } = anchorNamed(await anchors.list(), words[0] ?? '');
    await anchors.remove({ sha256 });
    output.value({ removed: sha256 }, [fillMessage(trustTexts[language].removed, { name: visibleText(displayName) })]);
    return exit.done;
  },
});
