// SPDX-License-Identifier: Apache-2.0
import { computerTexts } from './acceptance-texts.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { noteLines, warnNotAccepted } from './acceptance-lines.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const vaultStatusCommand = defineCommand({
  name: 'vault status',
  summary: { 'zh-CN': '保险库的状态', en: 'state of the vault' },
  description: {
    'zh-CN': '显示保险库的位置、是否打开、有哪些打开方式，以及证书和私钥的数目。不需要任何密码。',
    en: 'Shows where the vault lies, whether it is open, what opens it, and how many certificates and keys it holds. Needs no secret.',
  },
  examples: [{ line: 'certsteward vault status --json', 'zh-CN': '供脚本使用', en: 'for a script' }],
  exitCodes: [exit.damaged, exit.notFound],
  seeAlso: ['vault verify'],
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
});

function protectorText({ kind, token }: VaultStatus['protectors'][number]): string {
  return token === undefined ? kind : `${kind} (${visibleText(token.serial || token.label)})`;
}
