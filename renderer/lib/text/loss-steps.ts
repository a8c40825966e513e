// SPDX-License-Identifier: Apache-2.0
import type { Loss, LossKind, LossStep } from '../../../shared/schemas/loss.ts';

/** The steps that are open until somebody, or the vault, says that they are done. */
export type LossWork = 'copies' | 'authority' | 'replace' | 'clean';

/** What is to be done first: what is only lost may be found; of what others have every hour counts at its authority. */
export function lossWorkOf(kind: LossKind): readonly LossWork[] {
  return kind === 'lost' ? ['copies', 'authority', 'replace', 'clean'] : ['authority', 'replace', 'copies', 'clean'];
}

export const tickOf = {
  copies: 'looked',
  authority: 'told',
  replace: 'replaced',
  clean: 'cleaned',
} as const satisfies Record<LossWork, LossStep>;

export function isWorkDone(loss: Loss, work: LossWork): boolean {
  return loss.done.includes(tickOf[work]) || (work === 'replace' && loss.replaced);
}

/** In their order. */
export function openWorkOf(loss: Loss): readonly LossWork[] {
  return lossWorkOf(loss.kind).filter((work) => !isWorkDone(loss, work));
}
