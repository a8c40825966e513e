// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { ErrorCode } from '../domain/errors/error-codes.ts';

export const routerErrors = [
  'internal',
  'invalid-input',
  'message-too-large',
  'untrusted-sender',
  'unknown-call',
  'cancelled',
  'not-granted',
] as const satisfies readonly ErrorCode[];

/**
 * Harm that a compromised page could do with a call. `leaves`: vault contents or a secret leave the vault. `code`: runs
 * third-party code. `trust`: changes trust or vault access. `destroys`: irreversible. `contacts`: contacts a server.
 */
export const powers = ['leaves', 'code', 'trust', 'destroys', 'contacts'] as const;
export type Power = (typeof powers)[number];

/**
 * How the user consents outside the page. `dialog`: in a system dialog, for example to save. `question`: confirms each
 * call. `standing`: confirms once per target.
 */
export const guards = ['dialog', 'question', 'standing'] as const;
export type Guard = (typeof guards)[number];

type Reach = { readonly powers: 'none' } | { readonly powers: readonly [Power, ...Power[]]; readonly guard: Guard };

export const defaultMaxBytes = 64 * 1024;

export interface CallDefinition {
  readonly kind: 'query' | 'command';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly powers: 'none' | readonly Power[];
  readonly guard: Guard | null;
  readonly errors: readonly ErrorCode[];
  /** Limit for the input's JSON, in UTF-8 bytes. */
  readonly maxBytes: number;
  readonly long: boolean;
  /** Waits for the user without blocking other commands. */
  readonly interactive: boolean;
  /** Doesn't wait for other commands or delay them. */
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

function define<const K extends 'query' | 'command', I extends z.ZodType, O extends z.ZodType, const R extends Reach>(
  kind: K,
  options: Options<I, O> & R,
) {
  return {
    kind,
    powers: options.powers as R['powers'],
    guard: ('guard' in options ? options.guard : null) as R extends { readonly guard: infer G } ? G : null,
    input: options.input,
    output: options.output,
    errors: options.errors ?? [],
    maxBytes: options.maxBytes ?? defaultMaxBytes,
    long: options.long ?? false,
    interactive: options.interactive ?? false,
    atOnce: options.atOnce ?? false,
  };
}

/** Queries don't change the vault and aren't queued. */
export function query<I extends z.ZodType, O extends z.ZodType, const R extends Reach>(options: Options<I, O> & R) {
  return define('query', options);
}

/** Queued, unless `interactive` or `atOnce`. */
export function command<I extends z.ZodType, O extends z.ZodType, const R extends Reach>(options: Options<I, O> & R) {
  return define('command', options);
}
