// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { vaultFileTexts } from './vault-file-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { vaultPath } from '../../vault/folder/folder.ts';
import { repairVault } from '../../vault/verify/repair-vault.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';

export const vaultRepairCommand: Command = {
  name: 'vault repair',
  synopsis: '[FILE] --to DIR',
  summary: {
    'zh-CN': '把被其他程序改动过的保险库中的数据复制到一个新的保险库；旧文件保持不变',
    en: 'copy the data of a vault that another program tampered with into a new vault; the old file stays as it is',
  },
  words: [0, 1],
  values: ['to'],
  async run(run) {
    const { words, values } = run.arguments;
    if (values['to'] === undefined) throw new AppError('usage', { option: '--to' });
    const file = words[0] === undefined ? vaultPath(run.services.vault.folder) : resolve(words[0]);
    const folder = resolve(values['to']);
    await run.services.destinations.folder(folder, { create: true });
    const repaired = repairVault(file, folder, run.now());
    const texts = vaultFileTexts[run.language];
    const { objects, incomplete, ...counts } = repaired;
    const list = (names: readonly string[]) => names.map(visibleText).join(', ');
    run.output.value({ folder, ...repaired }, [
      fillMessage(texts.repaired, { ...counts, folder }),
      ...(objects.length > 0 ? [fillMessage(texts.leftBehind, { objects: list(objects) })] : []),
      ...(incomplete.length > 0 ? [fillMessage(texts.incomplete, { tables: list(incomplete) })] : []),
      texts.verifyNext,
    ]);
    return incomplete.length > 0 ? exit.verification : exit.done;
  },
};
