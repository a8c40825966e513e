// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type {
  PreflightCheck,
  PreflightFinding,
  PreflightResult,
} from '../../../../shared/schemas/enrolment/preflight.ts';
import { preflightHook, stopping, PreflightBlocked } from '../../../enrolment/preflight/preflight-service.ts';
import type { ServerAsk } from '../../../enrolment/providers/server/server-enrolment.ts';
import type { Services } from '../../../services.ts';
import type { CallContext } from '../../handler-types.ts';

export interface PreflightOutcome {
  readonly state: 'preflight';
  readonly checks: PreflightCheck[];
}

interface PreflightInput {
  readonly held: HeldProfile;
  readonly seen: readonly PreflightFinding[];
  readonly run: CallContext;
}

const tells: ReadonlySet<PreflightResult> = new Set(['warn', 'bad']);

/**
 * Throws PreflightBlocked for warnings and bad findings that aren't in `seen`. Bad findings other than a wrong clock
 * always throw.
 */
export function judgeUnseen(seen: readonly PreflightFinding[]): (checks: readonly PreflightCheck[]) => void {
  return (checks) => {
    const isNew = checks.some(({ result, finding }) => tells.has(result) && !seen.includes(finding));
    if (isNew || stopping(checks, true) !== undefined) throw new PreflightBlocked(checks);
  };
}

export async function requirePreflight<T>(
  { enrolment: { preflight } }: Pick<Services, 'enrolment'>,
  { held, seen, run }: PreflightInput,
  ask: (before: NonNullable<ServerAsk['before']>) => Promise<T>,
): Promise<T | PreflightOutcome> {
  const judge = judgeUnseen(seen);
  try {
    return await ask(preflightHook(preflight, held, { signal: run.signal, judge }));
  } catch (error) {
    if (error instanceof PreflightBlocked) return { state: 'preflight', checks: [...error.checks] };
    throw error;
  }
}
