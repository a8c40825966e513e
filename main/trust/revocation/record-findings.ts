// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ContactResult } from '../../../shared/schemas/trust/revocation.ts';
import type { ValidationAnswer } from '../../../shared/schemas/trust/validation.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { RevocationCheckRow } from '../../vault/store/rows/revocation-rows.ts';
import { keptAs, maxKeptBytes } from './answer-cache.ts';
import type { Caller, Verdict } from './caller.ts';

export interface Findings {
  readonly statuses: ValidationAnswer['statuses'];
  readonly contacts: readonly ContactResult[];
  readonly got: Caller['got'];
  readonly verdicts: readonly Verdict[];
}

/** A failed write must not hide the result. */
export async function recordFindings(vault: VaultAccess, findings: Findings): Promise<void> {
  const { statuses, contacts, got, verdicts } = findings;
  const checks = statuses.map((status) => checkOf(status, contacts));
  const answers = got.flatMap(({ contact, part, isKept }, index) => {
    const verdict = verdicts[index];
    const isWorth = !isKept && verdict?.verdict === 'answered' && part.bytes.length <= maxKeptBytes;
    return isWorth ? [keptAs(contact, part.bytes, verdict.goodUntil)] : [];
  });
  try {
    await (await vault.current())?.revocation.record(checks, answers);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function checkOf(
  { certificate, state, source, goodUntil, revokedAt, reason }: ValidationAnswer['statuses'][number],
  contacts: readonly ContactResult[],
): Omit<RevocationCheckRow, 'checkedAt'> {
  const asked = contacts.filter(
    (contact) => contact.certificate === certificate && !['not-needed', 'not-agreed'].includes(contact.outcome),
  );
  const why = state === 'revoked' ? String(reason) : state === 'unknown' ? (asked.at(-1)?.outcome ?? null) : null;
  return { sha256: certificate, status: state, source, goodUntil, revokedAt, reason: why };
}
