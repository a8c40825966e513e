// SPDX-License-Identifier: Apache-2.0
import type { Writable } from 'node:stream';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { safeJson } from '../../../shared/sinks/safe-json.ts';
import type { Terminal } from './table.ts';
import { createProgressBar, type Position, type ProgressBar, type TerminalStream } from './progress-bar.ts';

/** Writes answers to stdout and everything else to stderr. */
export interface Output {
  readonly json: boolean;
  readonly terminal: Terminal;
  /** With `--json`, one line `{"ok":true,"value":…}`, otherwise the lines of `text`. */
  value(value: unknown, text: readonly string[]): void;
  /** Writes to stderr, so that stdout holds only the answer. Silent with `--json`. */
  note(text: readonly string[]): void;
  /** With `--json`, `{"ok":false,…}` on stdout, otherwise `message` on stderr. */
  failure(error: AppError, message: string): void;
  /** With `--json` a JSON line, otherwise text. Silent with `--quiet`. */
  progress(event: Readonly<Record<string, unknown>>, text: string): void;
  /** A bar on a terminal, a JSON line with `--json`, otherwise nothing. */
  position(position: Position): void;
  close(): void;
}

const defaultColumns = 100;

function columnsIn({ COLUMNS }: NodeJS.ProcessEnv): number | null {
  const columns = /^\d{2,3}$/.test(COLUMNS ?? '') ? Number(COLUMNS) : 0;
  return columns >= 40 && columns <= 400 ? columns : null;
}

export function createOutput(
  streams: {
    stdout: Writable & Partial<TerminalStream>;
    stderr: Writable & TerminalStream;
    environment: NodeJS.ProcessEnv;
  },
  options: { json: boolean; quiet: boolean; colour: boolean },
): Output {
  let bar: ProgressBar | null = null;
  const isTerminal = streams.stdout.isTTY === true;
  const line = (stream: Writable, text: string): void => void stream.write(`${text}\n`);
  const above = (write: () => void): void => (bar ? bar.above(write) : write());
  return {
    json: options.json,
    terminal: {
      columns: (isTerminal && streams.stdout.columns) || (columnsIn(streams.environment) ?? defaultColumns),
      colour: options.colour && isTerminal && !options.json,
    },
    value(value, text) {
      above(() => {
        if (options.json) line(streams.stdout, safeJson({ ok: true, value }));
        else for (const each of text) line(streams.stdout, each);
      });
    },
    note(text) {
      if (!options.json) above(() => text.forEach((each) => line(streams.stderr, each)));
    },
    failure(error, message) {
      const body = { code: error.code, message, details: error.details };
      above(() => {
        if (options.json) line(streams.stdout, safeJson({ ok: false, error: body }));
        else line(streams.stderr, message);
      });
    },
    progress(event, text) {
      if (options.quiet) return;
      if (options.json) line(streams.stderr, safeJson(event));
      else if (text !== '') above(() => line(streams.stderr, text));
    },
    position(position) {
      if (options.quiet || (position.total !== null && position.total < 2)) return;
      const { done, total, item } = position;
      if (options.json) line(streams.stderr, safeJson({ event: 'progress', done, total, file: item }));
      else if (streams.stderr.isTTY === true) {
        bar ??= createProgressBar(streams.stderr, () => performance.now());
        bar.show(position);
      }
    },
    close() {
      bar?.end();
      bar = null;
    },
  };
}
