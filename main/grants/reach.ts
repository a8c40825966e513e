// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { type CallName, type FlatContract, definitionOf } from '../../shared/ipc/contract.ts';
import type { StandingTarget } from './standing.ts';

export type AskedCall = {
  [N in CallName]: FlatContract[N]['guard'] extends 'question' | 'standing' ? N : never;
}[CallName];

/** The target as the main process resolved it: paths, hosts, fingerprints. */
export interface Reach {
  readonly call: AskedCall;
  /** The call whose question is shown instead of `call`'s. */
  readonly words?: AskedCall;
  /** Shown, and part of the grant. */
  readonly facts: readonly Fact[];
  /** Not shown, but part of the grant. */
  readonly bound?: readonly string[];
  /** Targets that need only one confirmation. If empty, every call asks. */
  readonly standing: readonly StandingTarget[];
}

export type ReachOf = (call: AskedCall, input: unknown) => Promise<Reach | null>;

export function isAsked(call: CallName): call is AskedCall {
  const { guard } = definitionOf(call);
  return guard === 'question' || guard === 'standing';
}

export type FactLabel =
  | 'certificate'
  | 'count'
  | 'file'
  | 'files'
  | 'folder'
  | 'vault'
  | 'drive'
  | 'host'
  | 'address'
  | 'phone'
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

export function digestOf({ call, facts, bound = [] }: Reach, input: unknown): string {
  return createHash('sha256')
    .update(canonical([call, facts, bound, input]))
    .digest('hex');
}

/** True for destructive calls and a possible last PIN try, which must be confirmed again. */
export function isSpentByFailure(call: AskedCall, input: unknown): boolean {
  const { powers } = definitionOf(call);
  return (powers !== 'none' && powers.includes('destroys')) || canonical(input).includes('"confirmedLastTry":true');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
