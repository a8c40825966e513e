// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { outcomeOf } from '../../../main/stores/change/plan-install.ts';
import type { StoreState } from '../../../shared/schemas/store.ts';

const sha256 = 'aa'.repeat(32);
const row = (algorithm: string, hasPrivateKey = true) => ({ sha256, algorithm, hasPrivateKey });

function reading(state: StoreState, held: { readonly hasKey: boolean } | null = null) {
  const certificates = held === null ? [] : [{ fields: { sha256 }, hasKey: held.hasKey }];
  return { certificates, description: { state }, code: null } as unknown as Parameters<typeof outcomeOf>[1];
}

test.each(['ready', 'absent', 'locked', 'unverified-off'] as const)(
  '[G03] an SM2 certificate is refused for a store that is %s, locked vault or not, key or not',
  (state) => {
    const refused = { outcome: 'refused', code: 'sm2-not-in-browser' };
    for (const unlocked of [true, false]) {
      expect(outcomeOf(row('sm2'), reading(state), unlocked)).toEqual(refused);
      expect(outcomeOf(row('sm2', false), reading(state), unlocked)).toEqual(refused);
      expect(outcomeOf(row('sm2'), reading(state, { hasKey: false }), unlocked)).toEqual(refused);
    }
  },
);

test('[G03] a certificate of another type is installed unless the vault is locked', () => {
  expect(outcomeOf(row('ec-p256'), reading('ready'), true)).toEqual({ outcome: 'install', code: null });
  expect(outcomeOf(row('ec-p256'), reading('ready'), false)).toEqual({ outcome: 'refused', code: 'vault-locked' });
});
