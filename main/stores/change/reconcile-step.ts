// SPDX-License-Identifier: Apache-2.0
import type { JournalRow } from '../../vault/records/installed/journal-rows.ts';

/** What the store holds of the certificate now; null: not there. */
export type Present = { readonly hasKey: boolean | null } | null;

/**
 * `done`: what was begun is there. `take-back`: the certificate came without its key. `finish`: remove it.
 * `sweep`: no certificate, perhaps its key. `nothing`: as before the change.
 */
export type ReconcileStep = 'done' | 'take-back' | 'finish' | 'sweep' | 'nothing';

/**
 * How a change that was cut short is brought to an end. An install cannot be finished, since the key may be locked:
 * what was not there before goes, and what was stays. A removal takes the key first: half of one is finished. Where the
 * certificate has all it had, nothing was done yet, or a person put it back since, perhaps as the only copy: it stays.
 */
export function reconcileStep(
  { action, before }: Pick<JournalRow, 'action' | 'before'>,
  present: Present,
): ReconcileStep {
  if (action === 'remove') {
    if (present === null) return 'sweep';
    return present.hasKey === before.key ? 'nothing' : 'finish';
  }
  if (present === null) return before.key === true ? 'nothing' : 'sweep';
  if (present.hasKey !== false) return before.certificate && before.key === true ? 'nothing' : 'done';
  return before.certificate ? 'nothing' : 'take-back';
}
