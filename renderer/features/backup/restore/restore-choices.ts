// SPDX-License-Identifier: Apache-2.0
import type { RestoreItem } from '../../../../shared/schemas/vault/backup.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';

export type RestoreChoice = CallInput<'backups.restore'>['choices'][number]['choice'];

/** Keyed by SHA-256. Holds only deviations from the default. */
export type RestoreChoices = ReadonlyMap<string, RestoreChoice>;

export function choicesFor({ state }: RestoreItem): readonly RestoreChoice[] {
  if (state === 'same') return [];
  return state === 'differs' ? ['merge', 'theirs', 'skip'] : ['merge', 'skip'];
}

export function choiceList(choices: RestoreChoices): CallInput<'backups.restore'>['choices'] {
  return [...choices].map(([sha256, choice]) => ({ sha256, choice }));
}

export function sortedItems(items: readonly RestoreItem[]): RestoreItem[] {
  const order = { differs: 0, gaps: 1, new: 2, same: 3 };
  return items.toSorted((a, b) => order[a.state] - order[b.state]);
}
