import type { JournalRow } from '../../vault/installed/journal-rows.ts';

/** What the store holds of the certificate now; null: not there. */
export type Present = { readonly hasKey: boolean | null } | null;

/**
 * `done`: what was begun is there. `take-back`: the certificate came without its key. `finish`: remove it.
 * `sweep`: no certificate, perhaps its key. `nothing`: as before the change.
 */
export type ReconcileStep = 'done' | 'take-back' | 'finish' | 'sweep' | 'nothing';

/**
 * How a change that was cut short is brought to an end. An install cannot be finished, since the key may be locked:
 * what was not there before goes. A removal was agreed to, and is finished. What was there before an install stays.
 */
export function reconcileStep(
  { action, before }: Pick<JournalRow, 'action' | 'before'>,
  present: Present,
): ReconcileStep {
  if (action === 'remove') return present === null ? 'sweep' : 'finish';
  if (present === null) return before.key === true ? 'nothing' : 'sweep';
  if (present.hasKey !== false) return before.certificate && before.key === true ? 'nothing' : 'done';
  return before.certificate ? 'nothing' : 'take-back';
}
