// SPDX-License-Identifier: Apache-2.0
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { characterWidth } from './text-width.ts';

export interface Position {
  readonly done: number;
  /** Null if unknown: only `done` is shown. */
  readonly total: number | null;
  readonly item: string;
}

export interface TerminalStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface ProgressBar {
  show(position: Position): void;
  above(write: () => void): void;
  end(): void;
}

const redrawEveryMs = 100;
const cells = 20;
const erase = '\r\u001b[K';

export function createProgressBar(stream: TerminalStream, nowMs: () => number): ProgressBar {
  const startedAt = nowMs();
  let drawnAt = -Infinity;
  let latest: Position | null = null;
  let visible = false;

  function draw(): void {
    if (!latest) return;
    drawnAt = nowMs();
    stream.write(erase + barText(latest, nowMs() - startedAt, (stream.columns || 80) - 1));
    visible = true;
  }
  function clear(): void {
    if (visible) stream.write(erase);
    visible = false;
  }

  return {
    show(position) {
      latest = position;
      if (nowMs() - drawnAt >= redrawEveryMs || position.done === position.total) draw();
    },
    above(write) {
      const wasVisible = visible;
      clear();
      write();
      if (wasVisible) draw();
    },
    end() {
      clear();
      latest = null;
    },
  };
}

/** Returns `[#####...............]  25/100  25%  0:42  folder/file.p12`. */
export function barText({ done, total, item }: Position, elapsedMs: number, columns: number): string {
  if (total === null) {
    const count = `${done}  `;
    return cut(count, columns) + tail(visibleText(item), columns - count.length);
  }
  const share = total === 0 ? 1 : done / total;
  const full = Math.floor(share * cells);
  const count = `${String(done).padStart(String(total).length)}/${total}`;
  const left = done >= 3 || share >= 0.1 ? clock((elapsedMs / Math.max(done, 1)) * (total - done)) : '-:--';
  const head = `[${'#'.repeat(full)}${'.'.repeat(cells - full)}] ${count} ${String(Math.floor(share * 100)).padStart(3)}%  ${left}  `;
  return cut(head, columns) + tail(visibleText(item), columns - head.length);
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

function cut(text: string, columns: number): string {
  return text.slice(0, Math.max(columns, 0));
}

function tail(text: string, columns: number): string {
  const characters = Array.from(text);
  let width = 0;
  let from = characters.length;
  while (from > 0) {
    const next = characterWidth(characters[from - 1] ?? '');
    if (width + next > columns) break;
    width += next;
    from--;
  }
  if (from === 0) return text;
  return columns < 4 ? '' : `…${characters.slice(from + 1).join('')}`;
}
