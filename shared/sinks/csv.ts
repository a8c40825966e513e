// SPDX-License-Identifier: Apache-2.0
import { visibleText } from './visible-text.ts';

/** Includes full-width forms, which East Asian spreadsheets accept, and leading spaces, which spreadsheets trim. */
const formulaStart = /^\s*[=+\-@|%＝＋－＠]/u;

type Cell = string | number | boolean | null;

/**
 * Returns RFC 4180 lines with a header. Lines end in CR, because the output adds LF. Names are untrusted, so
 * formula-like cells get an apostrophe and hidden characters become visible.
 */
export function csvTable<K extends string>(
  columns: readonly K[],
  rows: readonly { readonly [P in K]: Cell }[],
  titles: readonly string[] = columns,
): string[] {
  const lines = [titles.join(','), ...rows.map((row) => columns.map((column) => csvCell(row[column])).join(','))];
  return lines.map((line) => `${line}\r`);
}

function csvCell(value: Cell): string {
  const text = visibleText(String(value ?? ''));
  const defused = formulaStart.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
