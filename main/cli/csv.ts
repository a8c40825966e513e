import { visibleText } from './visible-text.ts';

type Cell = string | number | boolean | null;

/**
 * RFC 4180 lines with a header. A cell that a spreadsheet would take for a formula gets a leading apostrophe, and
 * control or bidirectional characters are made visible (X10): names in certificates are anybody's text.
 */
export function csvTable<K extends string>(
  columns: readonly K[],
  rows: readonly { readonly [P in K]: Cell }[],
): string[] {
  return [columns.join(','), ...rows.map((row) => columns.map((column) => csvCell(row[column])).join(','))];
}

function csvCell(value: Cell): string {
  const text = visibleText(String(value ?? ''));
  const defused = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
