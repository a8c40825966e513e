// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import type { PasswordEncoding } from '../pbe/password-candidates.ts';
import type { MacResult } from './check-mac.ts';

export interface Tally {
  readonly opened: number;
  readonly failed: number;
  /** Decryption failed, but the output shows that the key was right. */
  readonly keyProven: boolean;
  readonly unsupported: string | null;
  readonly damage: Diagnosis | null;
  readonly encoding: PasswordEncoding;
}

/** See decision 0003. */
export function concludePkcs12(mac: MacResult, tally: Tally, password: string | null): Diagnosis {
  const rightPassword = tally.opened > 0 || tally.keyProven;
  if (mac.state === 'mismatched' && rightPassword) return { code: 'damaged' };
  if (tally.damage) return tally.damage;
  const unsupported = tally.unsupported ?? (mac.state === 'unsupported' ? mac.algorithm : null);
  if (unsupported !== null) return { code: 'unsupported-algorithm', algorithm: unsupported };
  if (mac.state === 'mismatched') return notOpened(tally, password);
  if (tally.failed === 0) return { code: 'opened' };
  // The failed part may have a separate password.
  if (mac.state === 'matched') return { code: 'wrong-password', possiblyDamaged: true };
  return rightPassword ? { code: 'damaged' } : notOpened(tally, password);
}

/** Damage rarely affects two parts, so two failures mean a wrong password. One failure is ambiguous. */
function notOpened(tally: Tally, password: string | null): Diagnosis {
  if (password === null) return { code: 'needs-password' };
  return tally.failed > 1 ? { code: 'wrong-password' } : { code: 'wrong-password', possiblyDamaged: true };
}
