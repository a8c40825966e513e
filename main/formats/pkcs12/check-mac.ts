// SPDX-License-Identifier: Apache-2.0
import type { PasswordMac } from '../pbe/primitives/mac.ts';
import { type PasswordEncoding, passwordCandidates, worthTrying } from '../pbe/password-candidates.ts';
import type { Reading } from '../inspect/reading.ts';

export type MacResult =
  | { readonly state: 'absent' }
  | { readonly state: 'unsupported'; readonly algorithm: string }
  | { readonly state: 'matched'; readonly encoding: PasswordEncoding }
  | { readonly state: 'mismatched' };

/** @throws `limit-exceeded` (`limit: 'iterations'`) */
export function checkMac(
  mac: PasswordMac | { readonly unsupported: string } | null,
  data: Uint8Array,
  { password, budget }: Reading,
): MacResult {
  if (mac === null) return { state: 'absent' };
  if ('unsupported' in mac) return { state: 'unsupported', algorithm: mac.unsupported };
  const candidates = worthTrying(passwordCandidates(password, mac.passwordForm), password, mac.work);
  for (const [index, { encoding, octets }] of candidates.entries()) {
    // Null means a standard encoding, of which the empty password has two. The rest are guesses.
    if (index > 0 && encoding !== null && !budget.affordsGuess(mac.work)) break;
    budget.spend(mac.work);
    if (mac.matches(octets, data)) return { state: 'matched', encoding };
  }
  return { state: 'mismatched' };
}
