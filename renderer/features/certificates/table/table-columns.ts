// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../../shared/i18n/language.ts';
import type { listColumns } from '../../../../shared/domain/certificates/certificate-states.ts';
import type { SortKey } from '../../../../shared/schemas/certificates/certificate-query.ts';

export type OptionalColumn = (typeof listColumns)[number];
export type ColumnId = 'tick' | 'name' | 'left' | OptionalColumn;

export const columnSort: Readonly<Partial<Record<ColumnId, SortKey>>> = {
  name: 'name',
  issuer: 'issuer',
  left: 'expiry',
  status: 'status',
};

/** Pixels needed by usual texts at a text size of 14 px. */
const widths: Record<Language, Readonly<Record<Exclude<ColumnId, 'name'>, number>>> = {
  'zh-CN': {
    tick: 16,
    issuer: 140,
    where: 84,
    left: 80,
    date: 84,
    status: 76,
    backup: 100,
    key: 92,
    chain: 92,
    serial: 168,
  },
  en: {
    tick: 16,
    issuer: 124,
    where: 88,
    left: 92,
    date: 88,
    status: 90,
    backup: 120,
    key: 104,
    chain: 116,
    serial: 168,
  },
};
/** Width if the `left` column also shows the date. */
const comfortableLeft = 100;
/** Width as the last column. */
const usualBackup: Record<Language, number> = { 'zh-CN': 84, en: 100 };
const gap = 8;
const padding = 32;
/** Wide windows show issuers and places in full. */
const wide = { issuer: 176, where: 168 } as const;
const wideName = 280;
const mostExtraWhere = 72;
const mostExtraIssuer = 120;
/** Fits most names of people and companies. */
const goodName = 176;
const leastName = 130;

/** Dropped from the end until the name has room; `key`, `chain` and `serial` stay longer. */
const leaving: readonly OptionalColumn[] = ['key', 'chain', 'serial', 'where', 'issuer', 'date'];
const leavingLast: readonly OptionalColumn[] = ['status', 'backup'];

export interface ColumnsWanted {
  readonly chosen: readonly OptionalColumn[];
  /** Pixels at a text size of 14 px. */
  readonly width: number;
  readonly language: Language;
  readonly isComfortable: boolean;
}

export interface PlacedColumn {
  readonly id: ColumnId;
  /** Pixels at a text size of 14 px, or null for the remaining space. */
  readonly width: number | null;
}

export function fittingColumns(wanted: ColumnsWanted): readonly PlacedColumn[] {
  const { chosen, width, language, isComfortable } = wanted;
  const isBackupLast = !chosen.some((id) => id === 'key' || id === 'chain' || id === 'serial');
  let isWide = true;
  const widthOf = (id: Exclude<ColumnId, 'name'>): number => {
    if (id === 'left' && isComfortable) return comfortableLeft;
    if (id === 'backup' && isBackupLast) return usualBackup[language];
    return isWide && (id === 'issuer' || id === 'where') ? wide[id] : widths[language][id];
  };
  const shown = new Set(chosen);
  const nameLeft = (): number => {
    const others = ['tick', 'left', ...shown] as const;
    return width - padding - others.reduce((sum, id) => sum + widthOf(id) + gap, 0);
  };
  isWide = nameLeft() >= wideName;
  for (const id of leaving.toReversed()) if (nameLeft() < goodName) shown.delete(id);
  for (const id of leavingLast.toReversed()) if (nameLeft() < leastName) shown.delete(id);
  const extra = Math.max(nameLeft() - (isWide ? wideName : goodName), 0);
  const extraWhere = Math.min(extra, mostExtraWhere);
  const extraIssuer = isWide ? Math.min(Math.floor((extra - extraWhere) / 2), mostExtraIssuer) : 0;
  const order: readonly ColumnId[] = [
    'tick',
    'name',
    'issuer',
    'where',
    'left',
    'date',
    'status',
    'backup',
    'key',
    'chain',
    'serial',
  ];
  return order
    .filter((id) => id === 'tick' || id === 'name' || id === 'left' || shown.has(id))
    .map((id) => {
      if (id === 'name') return { id, width: null };
      return { id, width: widthOf(id) + (id === 'where' ? extraWhere : id === 'issuer' ? extraIssuer : 0) };
    });
}

/** Value for `grid-template-columns`. `scale` is the text size relative to 14 px. */
export function columnTemplate(columns: readonly PlacedColumn[], scale: number): string {
  return columns.map(({ width }) => (width === null ? 'minmax(0, 1fr)' : `${Math.round(width * scale)}px`)).join(' ');
}
