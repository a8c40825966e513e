// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightCheck } from '../../../shared/schemas/enrolment/preflight.ts';
import type { ServerAsk } from '../providers/server/server-enrolment.ts';
import type { Preflight } from './preflight-service.ts';

/** Nothing was sent. */
export class StoppedByLook extends Error {
  readonly checks: readonly PreflightCheck[];

  constructor(checks: readonly PreflightCheck[]) {
    super('stopped by the look at clock and server');
    this.checks = checks;
  }
}

export interface LookOptions {
  readonly signal?: AbortSignal | undefined;
  /** Throws to stop. */
  readonly judge: (checks: readonly PreflightCheck[]) => void;
}

/** `ServerAsk.before`; uses separate connections. */
export function lookFirst(
  preflight: Pick<Preflight, 'server'>,
  held: HeldProfile,
  { signal, judge }: LookOptions,
): NonNullable<ServerAsk['before']> {
  return async (known, given) => judge(await preflight.server(held, async () => known, signal ?? given));
}

/** An impostor always stops; a wrong clock unless `despiteClock`, since the server's may be wrong. */
export function stopping(checks: readonly PreflightCheck[], despiteClock: boolean): PreflightCheck | undefined {
  return checks.find(({ result, subject }) => result === 'bad' && !(despiteClock && subject === 'clock'));
}
