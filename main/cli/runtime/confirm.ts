// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { deletionTexts } from '../certificates/deletion-texts.ts';
import type { CommandRun } from '../command.ts';

/** Asks before something is destroyed (U07). Errors: `not-confirmed` (no, or nobody to ask and no `--yes`). */
export async function confirmOnTerminal(run: CommandRun, question: string): Promise<void> {
  if (run.arguments.flags.has('yes')) return;
  const answer = await run.ask?.(question);
  if (!deletionTexts[run.language].yes.includes((answer ?? '').trim().toLowerCase())) {
    // Who was asked has read it.
    throw new AppError('not-confirmed', answer === undefined ? { question: asStatement(question) } : {});
  }
}

/** One line, without the keys that would answer it. */
function asStatement(question: string): string {
  return question.replace(/\s*\[y\/N\]\s*$/, '').replaceAll(/\s*\n\s*/g, ' ');
}
