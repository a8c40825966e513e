// SPDX-License-Identifier: Apache-2.0
import type { Loss, LossKind } from '../../../shared/schemas/certificates/loss.ts';
import { type LossWork, lossWorkOf, openWorkOf } from '../../lib/text/loss-steps.ts';

export type LossStepName = 'which' | 'what' | LossWork | 'end';

export function stepsOf(kind: LossKind, asked: boolean): readonly LossStepName[] {
  return [...(asked ? (['which'] as const) : []), 'what', ...lossWorkOf(kind), 'end'];
}

export function firstStepOf(loss: Loss | null): LossStepName {
  return loss === null ? 'what' : (openWorkOf(loss)[0] ?? 'end');
}

/** Clamped at both ends. */
export function stepBeside(steps: readonly LossStepName[], step: LossStepName, by: 1 | -1): LossStepName {
  return steps[steps.indexOf(step) + by] ?? step;
}
