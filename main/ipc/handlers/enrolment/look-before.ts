// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type {
  PreflightCheck,
  PreflightFinding,
  PreflightResult,
} from '../../../../shared/schemas/enrolment/preflight.ts';
import { lookFirst, stopping, StoppedByLook } from '../../../enrolment/preflight/look-first.ts';
import type { ServerAsk } from '../../../enrolment/providers/server/server-enrolment.ts';
import type { Services } from '../../../services.ts';
import type { CallContext } from '../../handler-types.ts';

export interface Looked {
  readonly state: 'looked';
  readonly checks: PreflightCheck[];
}

interface LookBefore {
  readonly held: HeldProfile;
  /** Confirmed findings; covers no others. */
  readonly seen: readonly PreflightFinding[];
  readonly run: CallContext;
}

const tells: ReadonlySet<PreflightResult> = new Set(['warn', 'bad']);

/** Preflight first; returns what must be shown instead (E10). */
export async function lookBefore<T>(
  { enrolment: { preflight } }: Pick<Services, 'enrolment'>,
  { held, seen, run }: LookBefore,
  ask: (before: NonNullable<ServerAsk['before']>) => Promise<T>,
): Promise<T | Looked> {
  const judge = (checks: readonly PreflightCheck[]): void => {
    const isNew = checks.some(({ result, finding }) => tells.has(result) && !seen.includes(finding));
    if (isNew || stopping(checks, true) !== undefined) throw new StoppedByLook(checks);
  };
  try {
    return await ask(lookFirst(preflight, held, { signal: run.signal, judge }));
  } catch (error) {
    if (error instanceof StoppedByLook) return { state: 'looked', checks: [...error.checks] };
    throw error;
  }
}
