// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ValidationAnswer } from '../../../shared/schemas/trust/validation.ts';
import type { ParseInput } from '../../parser/parse-protocol.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';

export type StoredVerdict = NonNullable<ParseInput<'validate'>['known']>[number];

export async function storedVerdicts(vault: VaultAccess): Promise<StoredVerdict[]> {
  try {
    const rows = (await vault.current())?.revocation.known() ?? [];
    return rows.map(({ sha256, source, goodUntil, revokedAt, reason, checkedAt }) => {
      const number = Number(reason);
      const known = Number.isInteger(number) ? number : null;
      return { certificate: sha256, source, goodUntil, revokedAt, reason: known, knownAt: checkedAt };
    });
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** Drops revocations that are already stored, so that their dates are kept. */
export function newVerdicts(
  statuses: ValidationAnswer['statuses'],
  known: readonly StoredVerdict[],
): ValidationAnswer['statuses'] {
  return statuses.filter((status) => {
    const verdict = known.find(({ certificate }) => certificate === status.certificate);
    if (verdict === undefined || status.state !== 'revoked') return true;
    const { source, goodUntil, revokedAt, reason } = status;
    return (
      verdict.source !== source ||
      verdict.goodUntil !== goodUntil ||
      verdict.revokedAt !== revokedAt ||
      verdict.reason !== reason
    );
  });
}
