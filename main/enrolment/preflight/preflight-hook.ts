// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightCheck } from '../../../shared/schemas/enrolment/preflight.ts';
import type { ServerAsk } from '../providers/server/server-enrolment.ts';
import type { Preflight } from './preflight-service.ts';

/** Nothing was sent. */
export class PreflightBlocked extends Error {
  readonly checks: readonly PreflightCheck[];

  constructor(checks: readonly PreflightCheck[]) {
    super('blocked by the preflight');
    this.checks = checks;
  }
}

export interface PreflightHookOptions {
  readonly signal?: AbortSignal | undefined;
  /** Throws to stop. */
  readonly judge: (checks: readonly PreflightCheck[]) => void;
}

/** `ServerAsk.before`; uses separate connections. */
export function preflightHook(
  preflight: Pick<Preflight, 'server'>,
  held: HeldProfile,
  { signal, judge }: PreflightHookOptions,
): NonNullable<ServerAsk['before']> {
  return async (known, given) => judge(await preflight.server(held, async () => known, signal ?? given));
}

/** An impostor always stops; a wrong clock unless `despiteClock`, since the server's may be wrong. */
export function stopping(checks: readonly PreflightCheck[], despiteClock: boolean): PreflightCheck | undefined {
  return checks.find(({ result, subject }) => result === 'bad' && !(despiteClock && subject === 'clock'));
}
