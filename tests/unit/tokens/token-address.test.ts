// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { readTokenAddress, tokenAddress } from '../../../shared/domain/secrets/token-address.ts';

it.each([
  [{ serial: '0042', keyId: '01', key: 'seen' }, 'pkcs11:serial=0042;id=%01;type=private'],
  [{ serial: '盾;1', keyId: '', key: 'unseen' }, 'pkcs11:serial=%E7%9B%BE%3B1'],
  [{ serial: '', keyId: 'a1b2', key: 'none' }, 'pkcs11:serial=;id=%a1%b2;type=cert'],
] as const)('[T03] writes the place of a key as a PKCS#11 URI and reads it back: %o', (place, address) => {
  expect(tokenAddress(place)).toBe(address);
  expect(readTokenAddress(address)).toEqual(place);
});

it.each(['https://example.test/a.p12', 'pkcs11:token=x', 'pkcs11:serial=%zz', 'pkcs11:serial=1;id=%1'])(
  '[T03] takes no other address for the place of a key: %s',
  (address) => expect(readTokenAddress(address)).toBeNull(),
);
