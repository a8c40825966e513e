// SPDX-License-Identifier: Apache-2.0
import type { RestoreItem } from '../../../../shared/schemas/vault/backup.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';

export type RestoreChoice = CallInput<'backups.restore'>['choices'][number]['choice'];

/** Keyed by SHA-256. Holds only deviations from the default. */
export type RestoreChoices = ReadonlyMap<string, RestoreChoice>;

export function gapsOf({ parts, conflicts }: RestoreItem): RestoreItem['parts'] {
  return parts.filter((part) => !isReport(part) && !conflicts.some((conflict) => conflict.part === part));
}

export function sideOf({ t, language }: Text, item: RestoreItem, side: 'ours' | 'theirs', madeAt: string): string {
  const values = item.conflicts.map((conflict) => {
    const value = conflict[side];
    const shown = value === null ? t('backupRoom.differs.locked') : screenText(value);
    return t('backupRoom.differs.value', { part: t(`detail.${conflict.part}`), value: shown });
  });
  if (side === 'theirs') {
    const reports = item.parts.filter(isReport).map((part) => t(`backupRoom.differs.${part}`));
    return [...values, ...reports, t('backupRoom.differs.made', { date: shortDate(madeAt, language) })].join(' · ');
  }
  return values.length > 0 ? values.join(' · ') : t('backupRoom.differs.without');
}

export function choiceList(choices: RestoreChoices): CallInput<'backups.restore'>['choices'] {
  return [...choices].map(([sha256, choice]) => ({ sha256, choice }));
}

export function sortedItems(items: readonly RestoreItem[]): RestoreItem[] {
  const order = { differs: 0, gaps: 1, new: 2, same: 3 };
  return items.toSorted((a, b) => order[a.state] - order[b.state]);
}

function isReport(part: RestoreItem['parts'][number]): part is 'loss' | 'renewal' {
  return part === 'loss' || part === 'renewal';
}
