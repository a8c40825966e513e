// SPDX-License-Identifier: Apache-2.0
import type { Loss, LossKind } from '../../../shared/schemas/loss.ts';
import { type LossWork, lossWorkOf, openWorkOf } from '../../lib/text/loss-steps.ts';

export type LossStepName = 'which' | 'what' | LossWork | 'end';

/** The steps of the dialog; `asked`: it began by asking which certificate. */
export function stepsOf(kind: LossKind, asked: boolean): readonly LossStepName[] {
  return [...(asked ? (['which'] as const) : []), 'what', ...lossWorkOf(kind), 'end'];
}

/** Where somebody goes on who comes back: at what happened, else at the first step that is open. */
export function firstStepOf(loss: Loss | null): LossStepName {
  return loss === null ? 'what' : (openWorkOf(loss)[0] ?? 'end');
}

/** The step beside another one; itself at either end. */
export function stepBeside(steps: readonly LossStepName[], step: LossStepName, by: 1 | -1): LossStepName {
  return steps[steps.indexOf(step) + by] ?? step;
}
