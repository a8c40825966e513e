// SPDX-License-Identifier: Apache-2.0
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
  // Of a call with a power.
  'not-granted',
] as const satisfies readonly ErrorCode[];

/**
 * What a page that was taken over could reach by a call. leaves: contents of the vault go into a file, a store, a token or
 * to a server, or a secret is shown. code: foreign code runs. trust: what is believed, or who opens the vault, changes.
 * destroys: nothing brings it back. contacts: a server hears from this computer.
 */
export const powers = ['leaves', 'code', 'trust', 'destroys', 'contacts'] as const;
export type Power = (typeof powers)[number];

/**
 * What a person has to do outside the page before a call with powers runs. dialog: choose a place in the system's dialog,
 * for this call alone. question: confirm this call. standing: confirm it once for this target; the computer remembers.
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

/** Reads only: safe to repeat. */
export function query<I extends z.ZodType, O extends z.ZodType, const R extends Reach>(options: Options<I, O> & R) {
  return define('query', options);
}

/** Changes something: serialised by the router. */
export function command<I extends z.ZodType, O extends z.ZodType, const R extends Reach>(options: Options<I, O> & R) {
  return define('command', options);
}
