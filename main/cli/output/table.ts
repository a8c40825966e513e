// SPDX-License-Identifier: Apache-2.0
import { styleText } from 'node:util';
import { characterWidth, padEndTo, padStartTo, textWidth } from './text-width.ts';

export type Style = 'red' | 'yellow' | 'green' | 'dim' | 'bold';

export interface Terminal {
  readonly columns: number;
  readonly colour: boolean;
}

interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** A narrow terminal drops columns in this order, 1 first. Absent if the column always stays. */
  readonly leaves?: number;
  /** Wraps to fit. At most one column per table. */
  readonly wraps?: true;
}

export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

interface Note extends Cell {
  /** Index of a column: the note is shown only if that column was dropped. */
  readonly replaces?: number;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Shown below the wrapping column, each on a separate, indented line. */
  readonly notes?: readonly Note[];
}

const gap = '  ';

/** Aligns by terminal columns. Don't convey anything by colour alone. */
export function tableLines(columns: readonly Column[], rows: readonly Row[], terminal: Terminal): string[] {
  const { kept, widths } = layout(columns, rows, terminal.columns);
  const paint = (text: string, style: Style | undefined): string => painted(text, style, terminal);
  const line = (cells: readonly Cell[], titles = false): string[] => {
    const texts = kept.map((index) => {
      const { text = '' } = cells[index] ?? {};
      return columns[index]?.wraps === true && !titles ? chunks(text, widths[index] ?? 0) : [text];
    });
    const height = Math.max(1, ...texts.map(({ length }) => length));
    return Array.from({ length: height }, (_, at) =>
      kept
        .map((index, place) => {
          const text = texts[place]?.[at] ?? '';
          const pad = columns[index]?.align === 'right' ? padStartTo : padEndTo;
          const padded = pad(text, widths[index] ?? 0);
          return padded.replace(text, () => paint(text, cells[index]?.style));
        })
        .join(gap)
        .trimEnd(),
    );
  };
  const wrapping = kept.findIndex((index) => columns[index]?.wraps === true);
  const before = kept
    .slice(0, Math.max(0, wrapping))
    .reduce((sum, index) => sum + (widths[index] ?? 0) + gap.length, 0);
  const indent = ' '.repeat(Math.max(before, gap.length));
  const head = columns.map(({ title }): Cell => ({ text: title, style: 'bold' }));
  return [
    ...line(head, true),
    ...rows.flatMap(({ cells, notes = [] }) => [
      ...line(cells),
      ...notes
        .filter(({ replaces }) => replaces === undefined || !kept.includes(replaces))
        .map(({ text, style }) => indent + paint(text, style)),
    ]),
  ];
}

export function painted(text: string, style: Style | undefined, { colour }: Terminal): string {
  return colour && style !== undefined && text !== '' ? styleText(style, text, { validateStream: false }) : text;
}

/** The wrapping column shrinks to this width before other columns are dropped. */
const wrapsFrom = 32;
const narrowest = 16;

function layout(columns: readonly Column[], rows: readonly Row[], available: number) {
  const widths = columns.map(({ title }, index) =>
    rows.reduce((most, { cells }) => Math.max(most, textWidth(cells[index]?.text ?? '')), textWidth(title)),
  );
  let kept = columns.map((_, index) => index);
  const total = (): number => kept.reduce((sum, index) => sum + (widths[index] ?? 0), gap.length * (kept.length - 1));
  const wrapping = columns.findIndex(({ wraps }) => wraps === true);
  const natural = widths[wrapping] ?? 0;
  const fitWrapping = (least: number): void => {
    if (wrapping === -1) return;
    const room = (widths[wrapping] ?? 0) + available - total();
    widths[wrapping] = Math.min(natural, Math.max(least, room));
  };
  fitWrapping(wrapsFrom);
  for (;;) {
    const leaving = kept
      .filter((index) => columns[index]?.leaves !== undefined)
      .toSorted((a, b) => (columns[a]?.leaves ?? 0) - (columns[b]?.leaves ?? 0))[0];
    if (total() <= available || leaving === undefined) break;
    kept = kept.filter((index) => index !== leaving);
  }
  fitWrapping(narrowest);
  return { kept, widths };
}

/** Breaks at spaces if possible, otherwise anywhere. */
function chunks(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const character of text) {
    const next = characterWidth(character);
    if (width + next > columns) {
      const blank = line.lastIndexOf(' ');
      const [full, rest] = blank > 0 ? [line.slice(0, blank), line.slice(blank + 1)] : [line, ''];
      lines.push(full);
      line = rest;
      width = textWidth(rest);
    }
    line += character;
    width += next;
  }
  return [...lines, line];
}
