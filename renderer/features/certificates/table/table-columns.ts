// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../../shared/i18n/language.ts';
import type { SortKey } from '../../../../shared/schemas/certificates/certificate-query.ts';

export type ColumnId = 'holder' | 'issuer' | 'left' | 'status' | 'chain' | 'key';

export interface ColumnSpec {
  readonly id: ColumnId;
  /** Pixels at 14 px text, or a share of the rest. */
  readonly width: number | `${number}fr`;
}

export const columnSort: Readonly<Record<ColumnId, SortKey | null>> = {
  holder: 'name',
  issuer: 'issuer',
  left: 'expiry',
  status: 'status',
  chain: null,
  key: null,
};

/** Longest words, in pixels at 14 px text. */
const wordWidths: Record<Language, { left: number; status: number; key: number }> = {
  'zh-CN': { left: 156, status: 134, key: 112 },
  en: { left: 198, status: 156, key: 124 },
};
/** Icons only, and the narrowest usable name. */
export const iconWidth = 52;
const nameWidth = 130;

/** Drops the chain first, then the key's words, issuer, key and status. */
export function fittingColumns(width: number, language: Language): readonly ColumnSpec[] {
  const { left, status, key } = wordWidths[language];
  const spare = width - left - nameWidth;
  const columns: ColumnSpec[] = [{ id: 'holder', width: '1.2fr' }];
  if (spare >= status + iconWidth + nameWidth) columns.push({ id: 'issuer', width: '1fr' });
  columns.push({ id: 'left', width: left });
  if (spare >= status) columns.push({ id: 'status', width: status });
  if (spare >= status + iconWidth)
    columns.push({ id: 'key', width: spare >= status + key + nameWidth ? key : iconWidth });
  if (spare >= status + key + nameWidth + iconWidth) columns.push({ id: 'chain', width: iconWidth });
  return columns;
}

/** `grid-template-columns`. `scale`: text size relative to 14 px. */
export function columnTemplate(columns: readonly ColumnSpec[], scale: number, withCheckbox: boolean): string {
  const widths = columns.map(({ width }) =>
    typeof width === 'number' ? `${Math.round(width * scale)}px` : `minmax(0, ${width})`,
  );
  return [...(withCheckbox ? [`${Math.round(44 * scale)}px`] : []), ...widths].join(' ');
}
