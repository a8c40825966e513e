// SPDX-License-Identifier: Apache-2.0
import { joinSentences } from '../../../shared/i18n/message.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { deletionTexts } from '../certificates/deletion-texts.ts';
import type { CommandRun } from '../command.ts';

/** Errors: `cancelled` (answered no, see `isDeclined`), `not-confirmed` (neither a terminal nor `--yes`). */
export async function confirmOnTerminal(run: CommandRun, question: string): Promise<void> {
  if (run.arguments.flags.has('yes')) return;
  const answer = await run.ask?.(question);
  if (answer === undefined) throw new AppError('not-confirmed', { question: asStatement(run, question) });
  if (!deletionTexts[run.language].yes.includes(answer.trim().toLowerCase())) {
    throw new AppError('cancelled', { reason: 'declined' });
  }
}

export function isDeclined(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled' && error.details['reason'] === 'declined';
}

/** Returns the question, then the facts shown above it. */
function asStatement({ language }: Pick<CommandRun, 'language'>, question: string): string {
  const lines = question.replace(/\s*[[(]y\/N[\])]\s*$/, '').split(/\s*\n\s*/);
  const stop = language === 'zh-CN' ? '。' : '.';
  const sentences = [lines.at(-1) ?? '', ...lines.slice(0, -1)].map((line) => line.trim());
  return joinSentences(...sentences.map((line) => (/[.!?:。！？：]$/.test(line) ? line : `${line}${stop}`)));
}
