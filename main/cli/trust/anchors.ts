// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { resolve } from 'node:path';
import { trustTexts } from './anchor-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { AnchorFacts } from '../../../shared/schemas/trust/trust.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { AnchorsService } from '../../trust/anchors.ts';
import { warnNotAccepted } from '../vault/acceptance-lines.ts';
import { anchorLines, anchorNamed, anchorOfFile, askForFingerprint } from './anchor-options.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { value } from '../runtime/options.ts';

/** If the vault has protectors, sealing the change needs an unlock. */
async function unlockForSeal(run: CommandRun): Promise<void> {
  const vault = await run.services.vault.require();
  if (vault.hasRecipient) await unlockIfPossible(run);
}

const shownIn = ({ language, now, output: { terminal } }: CommandRun) => ({ language, now: now(), terminal });

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
  run.output.value({ anchor }, anchorLines([anchor], shownIn(run)));
  return exit.done;
}

const fingerprintOption = value('HEX', {
  'zh-CN': '官方资料上的 SHA-256，至少填前 8 位',
  en: 'At least the first 8 digits of its SHA-256, from official documents',
});

export const anchorsListCommand = defineCommand({
  name: 'anchors list',
  summary: { 'zh-CN': '列出您自己信任的根证书', en: 'List the root certificates you chose to trust' },
  description: {
    'zh-CN':
      '列出您自己信任的根证书：剩余时间、到期日、名称、状态和 ID（SHA-256 的前 8 位），以及系统信任的根证书数量。“尚未核对”的来自另一个保险库，“未确认”表示保险库被其他程序改动过，两者都不受信任。不需要密码。--json 时 value.anchors 每项有 sha256、subject、issuer、notBefore、notAfter、selfIssued、addedAt、confirmedAt、trusted，value.system 是系统信任的数量。',
    en: 'Lists the root certificates you chose to trust: time left, expiry date, name, status and ID (first digits of the SHA-256), then how many the system trusts. "Not confirmed yet" means the certificate is from another vault and not trusted yet. "Not verified" means another program changed the vault, so the certificate is not trusted either. No password is needed. With --json, each of value.anchors has sha256, subject, issuer, notBefore, notAfter, selfIssued, addedAt, confirmedAt and trusted. value.system is how many the system trusts.',
  },
  examples: [{ line: 'certsteward anchors list', 'zh-CN': '全部', en: 'All of them' }],
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
      ...(own.length === 0 ? [texts.none] : anchorLines(own, shownIn(run))),
      fillCounted(language, texts.ofSystem, { count: system }),
    ]);
    return exit.done;
  },
});

export const anchorsAddCommand = defineCommand({
  name: 'anchors add',
  summary: {
    'zh-CN': '核对指纹后信任一张根证书',
    en: 'Trust a CA after you check its fingerprint',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  options: {
    fingerprint: fingerprintOption,
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '信任文件里的机构证书。会先显示持有人、颁发者、有效期和 SHA-256，再请您按官方资料输入 SHA-256 的前 8 位，也可以用 --fingerprint 指定（至少 8 位，文件里有多张时，也用这个选项选择）。核对根证书时可以用 --yes 跳过，中间证书必须提供指纹。只接受机构证书。之后 validate 和证书管家都会使用这张证书。需要解锁保险库，以便以后发现改动。',
    en: 'Trusts the CA certificate in a file. You see its subject, issuer, validity and SHA-256. Then type the first 8 digits of the SHA-256 from official documents, or add --fingerprint (8 digits or more), which also chooses one of several certificates in the file. To skip the check of a root certificate, add --yes. Other CA certificates always need the fingerprint. Only CA certificates are accepted. The CA is then trusted in validate and in the app. The vault has to be unlocked, so that later changes to the CA’s entry can be detected.',
  },
  examples: [
    { line: 'certsteward anchors add bank-root.cer', 'zh-CN': '按提示输入指纹', en: 'Type the fingerprint when asked' },
    {
      line: 'certsteward anchors add bank-root.cer --fingerprint 3f2a91bc --passphrase-file secret.txt',
      'zh-CN': '在脚本里',
      en: 'In a script',
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
    'zh-CN': '核对指纹，信任来自另一个保险库的根证书',
    en: 'Trust a CA from another vault after you check its fingerprint',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    fingerprint: fingerprintOption,
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN': '与 anchors add 一样核对指纹，用于来自另一个保险库的根证书。核对之前不受信任。',
    en: 'Checks the fingerprint in the same way as anchors add, for a CA from another vault. The CA is not trusted until you check the fingerprint.',
  },
  examples: [
    { line: 'certsteward anchors confirm 3f2a91bc', 'zh-CN': '按提示输入指纹', en: 'Type the fingerprint when asked' },
  ],
  exitCodes: [exit.password, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['anchors list', 'anchors add'],
  async run(run) {
    const { anchors } = run.services.trust;
    return await trustCompared(run, anchors.confirm, async (word) => anchorNamed(await anchors.list(), word));
  },
});

export const anchorsRemoveCommand = defineCommand({
  name: 'anchors remove',
  summary: { 'zh-CN': '不再信任一张根证书', en: 'Stop trusting a CA' },
  words: { name: 'ID', count: [1, 1] },
  writes: true,
  description: {
    'zh-CN': '从保险库移除一张您自己信任的根证书。系统信任的根证书不变。不需要密码。',
    en: 'Stops trusting a CA that you added. The CAs that the system trusts do not change. No password is needed.',
  },
  examples: [{ line: 'certsteward anchors remove 3f2a91bc', 'zh-CN': '一张根证书', en: 'One CA' }],
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
