// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../../../shared/schemas/inspection.ts';
import type { PasswordEncoding } from '../pbe/password-candidates.ts';
import type { MacResult } from './check-mac.ts';

/** What happened to the parts of one file that are under a password. */
export interface Tally {
  readonly opened: number;
  readonly failed: number;
  /** A part that did not open holds octets that only the right key yields. */
  readonly keyProven: boolean;
  readonly unsupported: string | null;
  /** A part opened and what is in it is ill-formed. */
  readonly damage: Diagnosis | null;
  readonly encoding: PasswordEncoding;
}

/** The verdict on a PKCS#12 file (decision 0003). `password` null means that none was given. */
export function concludePkcs12(mac: MacResult, tally: Tally, password: string | null): Diagnosis {
  const rightPassword = tally.opened > 0 || tally.keyProven;
  // Contents that the password opens under a MAC that it does not match have been changed.
  if (mac.state === 'mismatched' && rightPassword) return { code: 'damaged' };
  if (tally.damage) return tally.damage;
  const unsupported = tally.unsupported ?? (mac.state === 'unsupported' ? mac.algorithm : null);
  if (unsupported !== null) return { code: 'unsupported-algorithm', algorithm: unsupported };
  if (mac.state === 'mismatched') return notOpened(tally, password);
  if (tally.failed === 0) return { code: 'opened' };
  // The MAC proves every octet, so this part has a password of its own.
  if (mac.state === 'matched') return { code: 'wrong-password', possiblyDamaged: true };
  return rightPassword ? { code: 'damaged' } : notOpened(tally, password);
}

/**
 * Each part has its own salt, so damage in one place leaves the others to open with the right password. With two or
 * more parts shut the password is wrong; with one the octets cannot tell.
 */
function notOpened(tally: Tally, password: string | null): Diagnosis {
  if (password === null) return { code: 'needs-password' };
  return tally.failed > 1 ? { code: 'wrong-password' } : { code: 'wrong-password', possiblyDamaged: true };
}
