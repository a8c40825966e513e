// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { KeyAlgorithm } from '../../../shared/schemas/enrolment/key-algorithm.ts';

/** `renewed` is the old key's algorithm. SM2 is kept if allowed, since SM2 systems accept no other. */
export function usualAlgorithm({ keyTypes }: CaProfile, renewed: string | null = null): KeyAlgorithm {
  if (renewed === 'sm2' && keyTypes?.includes('sm2') !== false) return 'sm2';
  return keyTypes?.[0] ?? 'ec-p256';
}
