// SPDX-License-Identifier: Apache-2.0
import { computerTexts } from './acceptance-texts.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { noteLines, warnNotAccepted } from './acceptance-lines.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const vaultStatusCommand: Command = {
  name: 'vault status',
  synopsis: '',
  summary: { 'zh-CN': '保险库的状态', en: 'state of the vault' },
  words: [0, 0],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const status = await services.vault.status();
    const notes = services.computerNotes();
    await warnNotAccepted(run);
    output.value({ ...status, notes }, [
      `folder        ${visibleText(status.folder)}`,
      `state         ${status.state}`,
      `protectors    ${status.protectors.map(protectorText).join(', ') || '-'}`,
      `os store      ${status.osStore.available ? 'available' : visibleText(status.osStore.reason ?? 'unavailable')}`,
      `certificates  ${status.certificates}`,
      `keys          ${status.keys}`,
      ...(status.openToOthers ? [computerTexts[language].openToOthers] : []),
      ...noteLines(language, notes),
    ]);
    return exit.done;
  },
};

function protectorText({ kind, token }: VaultStatus['protectors'][number]): string {
  return token === undefined ? kind : `${kind} (${visibleText(token.serial || token.label)})`;
}
