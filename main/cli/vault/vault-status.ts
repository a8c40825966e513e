// SPDX-License-Identifier: Apache-2.0
import { computerTexts } from './acceptance-texts.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { noteLines, warnNotAccepted } from './acceptance-lines.ts';
import { defineCommand } from '../command.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { words } from '../output/messages.ts';
import { padEndTo, textWidth } from '../output/text-width.ts';
import { exit } from '../runtime/exit-codes.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

interface StatusTexts {
  readonly folder: string;
  readonly state: string;
  readonly states: Readonly<Record<VaultStatus['state'], string>>;
  readonly protectors: string;
  readonly osStore: string;
  readonly available: string;
  readonly unavailable: string;
  readonly certificates: string;
  readonly keys: string;
}

const statusTexts: Readonly<Record<Language, StatusTexts>> = {
  'zh-CN': {
    folder: '文件夹',
    state: '状态',
    states: { missing: '尚未创建', keyless: '没有解锁方式', locked: '已锁定', unlocked: '已解锁' },
    protectors: '解锁方式',
    osStore: '系统密码库',
    available: '可用',
    unavailable: '不可用',
    certificates: '证书',
    keys: '私钥',
  },
  en: {
    folder: 'Folder',
    state: 'State',
    states: { missing: 'not created', keyless: 'no unlock method', locked: 'locked', unlocked: 'unlocked' },
    protectors: 'Unlocks with',
    osStore: 'System password store',
    available: 'available',
    unavailable: 'not available',
    certificates: 'Certificates',
    keys: 'Private keys',
  },
};

export const vaultStatusCommand = defineCommand({
  name: 'vault status',
  summary: { 'zh-CN': '查看保险库的状态', en: 'Show the state of the vault' },
  description: {
    'zh-CN': '显示保险库的位置、是否解锁、解锁方式，以及证书和私钥的数量。不需要密码。',
    en: 'Shows where the vault is saved, whether it is unlocked, what unlocks it, and how many certificates and keys it has. No password is needed.',
  },
  examples: [{ line: 'certsteward vault status --json', 'zh-CN': '供脚本使用', en: 'For scripts' }],
  exitCodes: [exit.damaged, exit.notFound],
  seeAlso: ['vault verify'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const status = await services.vault.status();
    const notes = services.computerNotes();
    const labels = statusTexts[language];
    await warnNotAccepted(run);
    output.value({ ...status, notes }, [
      ...aligned([
        [labels.folder, visibleText(status.folder)],
        [labels.state, labels.states[status.state]],
        [
          labels.protectors,
          status.protectors.map((each) => protectorText(language, each)).join(language === 'zh-CN' ? '、' : ', ') ||
            '-',
        ],
        [
          labels.osStore,
          status.osStore.available ? labels.available : visibleText(status.osStore.reason ?? labels.unavailable),
        ],
        [labels.certificates, String(status.certificates)],
        [labels.keys, String(status.keys)],
      ]),
      ...(status.openToOthers ? [computerTexts[language].openToOthers] : []),
      ...noteLines(language, notes),
    ]);
    return exit.done;
  },
});

function protectorText(language: Language, { kind, token }: VaultStatus['protectors'][number]): string {
  const text = words(language).protector[kind];
  return token === undefined ? text : `${text} (${visibleText(token.serial || token.label)})`;
}

function aligned(rows: readonly (readonly [label: string, value: string])[]): string[] {
  const width = Math.max(...rows.map(([label]) => textWidth(label)));
  return rows.map(([label, value]) => `${padEndTo(label, width)}  ${value}`);
}
