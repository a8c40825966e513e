// SPDX-License-Identifier: Apache-2.0
import { visibleText } from './visible-text.ts';

/** Also full-width, which spreadsheets of East Asian systems read alike, and behind spaces that an import trims. */
const formulaStart = /^\s*[=+\-@|%＝＋－＠]/u;

type Cell = string | number | boolean | null;

/**
 * RFC 4180 lines with a header; each ends in CR, to which the output adds LF. A cell that a spreadsheet would take for a formula gets a leading apostrophe, and
 * control or bidirectional characters are made visible (X10): names in certificates are anybody's text.
 */
export function csvTable<K extends string>(
  columns: readonly K[],
  rows: readonly { readonly [P in K]: Cell }[],
): string[] {
  const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => csvCell(row[column])).join(','))];
  return lines.map((line) => `${line}\r`);
}

function csvCell(value: Cell): string {
  const text = visibleText(String(value ?? ''));
  const defused = formulaStart.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
