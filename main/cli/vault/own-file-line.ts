// SPDX-License-Identifier: Apache-2.0
import { vaultFileTexts } from './vault-file-texts.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { pastedArgument } from '../../../shared/sinks/shell-argument.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export function ownFileLine(language: Language, kind: string, file: string): string | null {
  const texts = vaultFileTexts[language];
  const text = kind === 'backup' ? texts.isBackup : kind === 'vault' ? texts.isVault : null;
  return text === null
    ? null
    : fillMessage(text, { file: visibleText(pastedArgument(file, process.platform, 'FILE')) });
}
