// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import type { PreflightCheck } from '../../../shared/schemas/preflight.ts';
import type { ServerAsk } from '../providers/server/server-enrolment.ts';
import type { Preflight } from './preflight-service.ts';

/** The look found what a person has to see before anything goes out; nothing did. */
export class StoppedByLook extends Error {
  readonly checks: readonly PreflightCheck[];

  constructor(checks: readonly PreflightCheck[]) {
    super('stopped by the look at clock and server');
    this.checks = checks;
  }
}

export interface LookOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with what was found; it throws what speaks against going on. */
  readonly judge: (checks: readonly PreflightCheck[]) => void;
}

/** `ServerAsk.before`: looks at clock and server once it is known whom that has to lead to, over connections of its own. */
export function lookFirst(
  preflight: Pick<Preflight, 'server'>,
  held: HeldProfile,
  { signal, judge }: LookOptions,
): NonNullable<ServerAsk['before']> {
  return async (known, given) => judge(await preflight.server(held, async () => known, signal ?? given));
}

/**
 * Whoever answers in the place of the server ends it, and so does a clock that is wrong, unless a person knows better
 * (`despiteClock`): it may be the server's.
 */
export function stopping(checks: readonly PreflightCheck[], despiteClock: boolean): PreflightCheck | undefined {
  return checks.find(({ result, subject }) => result === 'bad' && !(despiteClock && subject === 'clock'));
}
