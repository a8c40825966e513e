// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary, PairPart } from '../../schemas/certificates/certificate.ts';
import type { BackupState } from '../backup/backup-states.ts';

type Pair = NonNullable<CertificateSummary['pair']>;

type PairRole = keyof Pair;

export function pairRole({ sha256, pair }: Pick<CertificateSummary, 'sha256' | 'pair'>): PairRole | null {
  if (pair === null) return null;
  return pair.signing.sha256 === sha256 ? 'signing' : 'encryption';
}

export function partsOf({ signing, encryption }: Pair): readonly [PairPart, PairPart] {
  return [signing, encryption];
}

export function identityIds({ sha256, pair }: Pick<CertificateSummary, 'sha256' | 'pair'>): string[] {
  return pair === null ? [sha256] : partsOf(pair).map((part) => part.sha256);
}

/** Returns the earlier expiry in ISO 8601 UTC, ignoring a superseded certificate. */
export function identityEnd(pair: Pair): string {
  const open = partsOf(pair).filter(({ status }) => status !== 'superseded');
  const counted = open.length === 0 ? partsOf(pair) : open;
  return counted.map(({ notAfter }) => notAfter).reduce((a, b) => (a < b ? a : b));
}

export function firstToEnd(pair: Pair): PairRole | null {
  if (pair.signing.notAfter === pair.encryption.notAfter) return null;
  return identityEnd(pair) === pair.signing.notAfter ? 'signing' : 'encryption';
}

const leastSafe: readonly BackupState[] = ['none', 'outdated', 'current'];

/** Returns the pair's worse backup state, or null without a private key in the vault. */
export function identityBackup(pair: Pair): BackupState | null {
  return leastSafe.find((state) => partsOf(pair).some(({ backup }) => backup === state)) ?? null;
}

export function lacksKey({ pair }: Pick<CertificateSummary, 'pair'>): boolean {
  return pair !== null && partsOf(pair).some(({ hasKey }) => !hasKey);
}

/** Maximum number of certificates or pairs in one loss report. */
export const maxLossRows = 200;
