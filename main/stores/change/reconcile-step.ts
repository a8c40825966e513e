// SPDX-License-Identifier: Apache-2.0
import type { JournalRow } from '../../vault/records/installed/journal-rows.ts';

/** Null: not in the store. */
export type Present = { readonly hasKey: boolean | null } | null;

/** `done`: complete. `take-back`: no key. `finish`: remove it. `sweep`: perhaps an orphan key. `nothing`: unchanged. */
export type ReconcileStep = 'done' | 'take-back' | 'finish' | 'sweep' | 'nothing';

/**
 * Installs are rolled back, since the key may be locked; earlier content stays. Removals delete the key first, so half
 * of one is finished; a complete certificate stays, perhaps as the only copy.
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
