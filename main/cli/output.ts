import type { Writable } from 'node:stream';
import type { AppError } from '../../shared/domain/app-error.ts';

/** Everything the command line prints goes through here: answers to stdout, the rest to stderr. */
export interface Output {
  readonly json: boolean;
  /** `--json`: one line `{"ok":true,"value":…}`; otherwise `text` as lines. */
  value(value: unknown, text: readonly string[]): void;
  /** `--json`: `{"ok":false,…}` on stdout; otherwise the message on stderr. */
  failure(error: AppError, message: string): void;
  /** Progress: a JSON line on stderr with `--json`, plain text otherwise; silent with `--quiet`. */
  progress(event: Readonly<Record<string, unknown>>, text: string): void;
}

export function createOutput(
  streams: { stdout: Writable; stderr: Writable },
  options: { json: boolean; quiet: boolean },
): Output {
  const line = (stream: Writable, text: string): void => void stream.write(`${text}\n`);
  return {
    json: options.json,
    value(value, text) {
      if (options.json) line(streams.stdout, JSON.stringify({ ok: true, value }));
      else for (const each of text) line(streams.stdout, each);
    },
    failure(error, message) {
      const body = { code: error.code, message, details: error.details };
      if (options.json) line(streams.stdout, JSON.stringify({ ok: false, error: body }));
      else line(streams.stderr, message);
    },
    progress(event, text) {
      if (options.quiet) return;
      if (options.json) line(streams.stderr, JSON.stringify(event));
      else if (text !== '') line(streams.stderr, text);
    },
  };
}
