import type { z } from 'zod';
import type { ErrorCode } from '../domain/error-codes.ts';

/** Codes that the router itself may answer to any call. */
export const routerErrors = [
  'internal',
  'invalid-input',
  'message-too-large',
  'untrusted-sender',
  'unknown-call',
  'cancelled',
] as const satisfies readonly ErrorCode[];

export const defaultMaxBytes = 64 * 1024;

export interface CallDefinition {
  readonly kind: 'query' | 'command';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Codes this call may return beside the router's own. */
  readonly errors: readonly ErrorCode[];
  /** Cap on the serialised input, in UTF-16 code units of its JSON. */
  readonly maxBytes: number;
  /** Takes an operation id, reports progress and can be cancelled. */
  readonly long: boolean;
  /** Waits for a person (a dialog): other commands go on meanwhile. */
  readonly interactive: boolean;
  /** Does not wait for commands under way, which bear it: a lock must not stand in line behind an hour's work. */
  readonly atOnce: boolean;
}

type Options<I, O> = {
  input: I;
  output: O;
  errors?: readonly ErrorCode[];
  maxBytes?: number;
  long?: boolean;
  interactive?: boolean;
  atOnce?: boolean;
};

function define<const K extends 'query' | 'command', I extends z.ZodType, O extends z.ZodType>(
  kind: K,
  options: Options<I, O>,
) {
  return {
    kind,
    input: options.input,
    output: options.output,
    errors: options.errors ?? [],
    maxBytes: options.maxBytes ?? defaultMaxBytes,
    long: options.long ?? false,
    interactive: options.interactive ?? false,
    atOnce: options.atOnce ?? false,
  };
}

/** Reads only: safe to repeat. */
export function query<I extends z.ZodType, O extends z.ZodType>(options: Options<I, O>) {
  return define('query', options);
}

/** Changes something: serialised by the router. */
export function command<I extends z.ZodType, O extends z.ZodType>(options: Options<I, O>) {
  return define('command', options);
}
