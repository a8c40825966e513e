// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { type CallName, type Contract, definitionOf } from '../../shared/ipc/contract.ts';
import type { StandingTarget } from './standing.ts';

/** Calls that a person confirms in a question, each time or once. */
export type AskedCall = {
  [N in CallName]: Contract[N]['guard'] extends 'question' | 'standing' ? N : never;
}[CallName];

/** What a call would reach, as main sees it: resolved paths, hosts, fingerprints. */
export interface Reach {
  readonly call: AskedCall;
  /** The call whose words the question has, where this input does more than the call's own words say. */
  readonly words?: AskedCall;
  /** Shown to the person, and part of what the grant is for. */
  readonly facts: readonly Fact[];
  /** More that the grant is for, too long to be shown. */
  readonly bound?: readonly string[];
  /** Confirmed once, these need no question again. Empty: the call is confirmed each time. */
  readonly standing: readonly StandingTarget[];
}

/** Null: this call, with this input, needs no grant. */
export type ReachOf = (call: AskedCall, input: unknown) => Promise<Reach | null>;

export function isAsked(call: CallName): call is AskedCall {
  const { guard } = definitionOf(call);
  return guard === 'question' || guard === 'standing';
}

export type FactLabel =
  | 'certificate'
  | 'count'
  | 'file'
  | 'folder'
  | 'drive'
  | 'host'
  | 'address'
  | 'place'
  | 'name'
  | 'authority'
  | 'sha256'
  | 'owner'
  | 'token'
  | 'lastTry'
  | 'protection'
  | 'object'
  | 'way'
  | 'entries'
  | 'problem'
  | 'format'
  | 'user'
  | 'setting'
  | 'more';

export type Fact = readonly [label: FactLabel, value: string];

/** SHA-256 of what a grant is for: call, input and everything that main knows about its target. */
export function digestOf({ call, facts, bound = [] }: Reach, input: unknown): string {
  return createHash('sha256')
    .update(canonical([call, facts, bound, input]))
    .digest('hex');
}

/**
 * A failure of this call uses the grant up as well: it destroys, or may be the last PIN try of a token, which repeats of
 * one confirmed call would lock.
 */
export function isSpentByFailure(call: AskedCall, input: unknown): boolean {
  const { powers } = definitionOf(call);
  return (powers !== 'none' && powers.includes('destroys')) || canonical(input).includes('"confirmedLastTry":true');
}

/** JSON with the keys of every object in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
