// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { resolve } from 'node:path';
import { vaultFileTexts } from './vault-file-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { vaultPath } from '../../vault/folder/folder.ts';
import { repairVault } from '../../vault/verify/repair-vault.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { required, value } from '../runtime/options.ts';

export const vaultRepairCommand = defineCommand({
  name: 'vault repair',
  summary: {
    'zh-CN': '修复被其他程序改动的保险库，另存为新的保险库',
    en: 'Copy a vault changed by another program to a new one',
  },
  words: { name: 'FILE', count: [0, 1], files: true },
  options: {
    to: required(value('DIR', { 'zh-CN': '新保险库的文件夹', en: 'Folder for the new vault' }, { path: 'folder' })),
  },
  description: {
    'zh-CN':
      '如果其他程序在保险库里添加了触发器、视图等内容，证书管家不会打开这个保险库。这个命令只把数据复制到新的保险库，主密码不变，活动记录的校验值也会保留。旧文件不变。不需要密码。不写“文件”时，复制当前的保险库。',
    en: 'CertSteward does not open a vault if another program added triggers, views or the like. This command copies the data, without those additions, into a new vault. The passphrase still works, and the integrity data of the log is kept. The old file does not change. No password is needed. Without FILE, it copies the vault in use.',
  },
  examples: [
    {
      line: 'certsteward vault repair --to ./new-vault',
      'zh-CN': '复制到新的文件夹',
      en: 'To a new folder',
    },
    {
      line: 'certsteward vault repair ./old.csvault --to ./new-vault',
      'zh-CN': '另一个保险库文件',
      en: 'Another vault file',
    },
  ],
  exitCodes: [exit.damaged, exit.notFound, exit.verification],
  seeAlso: ['vault verify'],
  async run(run) {
    const { words, values } = run.arguments;
    const file = words[0] === undefined ? vaultPath(run.services.vault.folder) : resolve(words[0]);
    const folder = resolve(values['to']);
    await run.services.destinations.folder(folder, { create: true });
    const repaired = repairVault(file, folder, run.now());
    const texts = vaultFileTexts[run.language];
    const { objects, incomplete, ...counts } = repaired;
    const list = (names: readonly string[]) => names.map(visibleText);
    run.output.value({ folder, ...repaired }, [
      fillCounted(run.language, texts.repaired, { ...counts, folder }),
      ...(objects.length > 0 ? [fillMessage(texts.notCopied, { objects: list(objects) })] : []),
      ...(incomplete.length > 0 ? [fillMessage(texts.incomplete, { tables: list(incomplete) })] : []),
      texts.verifyNext,
    ]);
    return incomplete.length > 0 ? exit.verification : exit.done;
  },
});
