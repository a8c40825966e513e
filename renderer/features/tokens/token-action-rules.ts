// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';

export type TokenAct =
  | 'change-pin'
  | 'change-so-pin'
  | 'unblock'
  | 'manage'
  | 'initialise'
  | 'generate'
  | 'write-certificate'
  | 'import-identity'
  | 'take-in';
type ObjectAct = 'csr' | 'self-sign' | 'test-key' | 'delete';

export type OffReason =
  | 'not-managed'
  | 'write-protected'
  | 'pin-locked'
  | 'pin-not-set'
  | 'so-locked'
  | 'so-unset'
  | 'blank'
  | 'no-way'
  | 'not-through-skf'
  | 'no-algorithm'
  | 'no-certificate';

/** Returns null if available, `not-managed` only if no other reason applies. */
export function whyOff(token: Token, task: TokenAct | ObjectAct, certificates: number): OffReason | null {
  const { initialised, pin, soPin, unblock, writeProtected, managed, loginRequired, generates } = token;
  const noPin = !loginRequired ? null : pin === 'locked' ? 'pin-locked' : pin === 'unset' ? 'pin-not-set' : null;
  const noSoPin = soPin === 'locked' ? 'so-locked' : soPin === 'unset' ? 'so-unset' : null;
  const noSoLogin = token.changesNeedSoPin ? noSoPin : null;
  const own = managed ? null : 'not-managed';
  const isSkf = token.standard === 'skf';
  const writes = writeProtected ? 'write-protected' : (noSoLogin ?? noPin ?? own);
  if (!initialised && task !== 'initialise' && task !== 'manage') return 'blank';
  switch (task) {
    case 'manage':
      return null;
    case 'change-pin':
      return pin === 'locked' ? 'pin-locked' : pin === 'unset' ? 'pin-not-set' : null;
    case 'change-so-pin':
      return noSoPin;
    case 'unblock':
      if (unblock.length === 0) return 'no-way';
      return unblock.includes('puk') ? null : noSoPin;
    case 'take-in':
      return certificates === 0 ? 'no-certificate' : null;
    case 'csr':
    case 'test-key':
      return noPin;
    case 'initialise':
      if (isSkf) return 'not-through-skf';
      if (writeProtected) return 'write-protected';
      // A blank token has nothing to lose.
      return !initialised ? null : soPin === 'locked' ? 'so-locked' : own;
    case 'generate':
      if (generates.length === 0) return 'no-algorithm';
      return writes;
    case 'write-certificate':
      return writes;
    case 'self-sign':
    case 'delete':
    case 'import-identity':
      return isSkf ? 'not-through-skf' : writes;
  }
}
