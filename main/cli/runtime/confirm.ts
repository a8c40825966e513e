// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { deletionTexts } from '../certificates/deletion-texts.ts';
import type { CommandRun } from '../command.ts';

/** Errors: `not-confirmed` (declined, or neither a terminal nor `--yes`). */
export async function confirmOnTerminal(run: CommandRun, question: string): Promise<void> {
  if (run.arguments.flags.has('yes')) return;
  const answer = await run.ask?.(question);
  if (!deletionTexts[run.language].yes.includes((answer ?? '').trim().toLowerCase())) {
    // The question was already shown.
    throw new AppError('not-confirmed', answer === undefined ? { question: asStatement(question) } : {});
  }
}

function asStatement(question: string): string {
  return question.replace(/\s*\[y\/N\]\s*$/, '').replaceAll(/\s*\n\s*/g, ' ');
}
