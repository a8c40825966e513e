// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { type CallName, definitionOf } from '../../shared/ipc/contract.ts';
import type { Question } from '../hosts/host.ts';
import { questionFor } from './question.ts';
import { digestOf, isAsked, isSpentByFailure, type Reach, type ReachOf } from './reach.ts';
import type { StandingGrants } from './standing.ts';

export const grantMs = 2 * 60 * 1000;
/** Faster answers count as accidental keystrokes or clicks. */
export const shortestLookMs = 1000;
/** Within this time after a refusal, repeats fail without a question. */
export const sameAgainMs = 5000;
/** This many consecutive refusals within `pauseMs` stop all questions for that long. */
export const mostRefusals = 3;
export const pauseMs = 60 * 1000;

export interface GrantsOptions {
  readonly reachOf: ReachOf;
  confirm(question: Question): Promise<boolean>;
  readonly standing: StandingGrants;
  readonly language: () => string;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
}

export interface Grants {
  /** Asks the user unless no grant is needed. Errors: `not-granted`, those of `reachOf`. */
  ask(call: CallName, input: unknown): Promise<void>;
  /** Must precede the call. Rechecks the target and consumes the grant. Errors: those of `ask`. */
  use(call: CallName, input: unknown): Promise<UsedGrant>;
}

export interface UsedGrant {
  /** Restores the grant unless `isSpentByFailure`. */
  failed(): void;
}

/** The user can grant only in a dialog outside the page. */
export function createGrants({ reachOf, confirm, standing, language, clock }: GrantsOptions): Grants {
  const held = new Map<string, number>();
  let isAsking = false;
  let refusals: { readonly digest: string; readonly at: number }[] = [];

  function isStanding({ call, standing: targets }: Reach): boolean {
    if (definitionOf(call).guard !== 'standing' || targets.length === 0) return false;
    return targets.every(({ kind, subject }) => standing.has(kind, subject));
  }

  function refuseFlood(digest: string): void {
    const now = clock();
    const isPaused = now - (refusals.at(-1)?.at ?? -Infinity) < pauseMs;
    if (isPaused && refusals.length >= mostRefusals) throw new AppError('not-granted', { why: 'paused' });
    refusals = refusals.filter(({ at }) => now - at < pauseMs);
    if (refusals.some((each) => each.digest === digest && now - each.at < sameAgainMs)) {
      throw new AppError('not-granted', { why: 'refused' });
    }
  }

  async function askPerson(reach: Reach, digest: string): Promise<void> {
    // Don't queue: a page must not pile up questions.
    if (isAsking) throw new AppError('not-granted', { why: 'busy' });
    refuseFlood(digest);
    isAsking = true;
    try {
      const asked = clock();
      const allowed = await confirm(questionFor(reach, language()));
      if (!allowed || clock() - asked < shortestLookMs) {
        refusals.push({ digest, at: clock() });
        throw new AppError('not-granted', { why: 'refused' });
      }
      refusals = [];
    } finally {
      isAsking = false;
    }
  }

  return {
    async ask(call, input) {
      const reach = isAsked(call) ? await reachOf(call, input) : null;
      if (reach === null || isStanding(reach)) return;
      const digest = digestOf(reach, input);
      if ((held.get(digest) ?? 0) > clock()) return;
      await askPerson(reach, digest);
      for (const [old, expires] of held) if (expires <= clock()) held.delete(old);
      held.set(digest, clock() + grantMs);
      for (const { kind, subject } of reach.standing) standing.add(kind, subject);
    },
    async use(call, input) {
      const reach = isAsked(call) ? await reachOf(call, input) : null;
      if (reach === null) return { failed: () => undefined };
      const digest = digestOf(reach, input);
      const expires = held.get(digest);
      held.delete(digest);
      if (isStanding(reach)) return { failed: () => undefined };
      if (expires === undefined) throw new AppError('not-granted', { why: 'changed' });
      if (expires <= clock()) throw new AppError('not-granted', { why: 'expired' });
      if (isSpentByFailure(reach.call, input)) return { failed: () => undefined };
      return { failed: () => void held.set(digest, expires) };
    },
  };
}
