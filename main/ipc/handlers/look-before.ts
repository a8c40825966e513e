// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import type { PreflightCheck, PreflightFinding, PreflightResult } from '../../../shared/schemas/preflight.ts';
import { lookFirst, stopping, StoppedByLook } from '../../enrolment/preflight/look-first.ts';
import type { ServerAsk } from '../../enrolment/providers/server/server-enrolment.ts';
import type { Services } from '../../services.ts';
import type { CallContext } from '../handler-types.ts';

export interface Looked {
  readonly state: 'looked';
  readonly checks: PreflightCheck[];
}

interface LookBefore {
  readonly held: HeldProfile;
  /** What the person was shown, and goes on with; nothing that was not shown is covered by it. */
  readonly seen: readonly PreflightFinding[];
  readonly run: CallContext;
}

const tells: ReadonlySet<PreflightResult> = new Set(['warn', 'bad']);

/** Asks a server, but looks first; what a person has to see before comes back in the place of an answer (E10). */
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
