// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { words } from '../output/messages.ts';
import type { SecretPrompt } from '../runtime/secrets.ts';

export async function askPasswordOf(run: CommandRun, file: string, asks: SecretPrompt = {}): Promise<string | null> {
  const question = fillMessage(words(run.language).passwordOfFile, { file: visibleText(file) });
  return run.secrets.prompt('password', question, asks);
}
