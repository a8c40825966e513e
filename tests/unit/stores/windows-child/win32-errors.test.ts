// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { win32Error } from '../../../../main/stores/windows/child/win32-errors.ts';

test.each([
  [0x8009_2005, 'already-installed'],
  [0x8009_2004, 'not-installed'],
  [5, 'store-read-only'],
  [0x8007_0005, 'store-read-only'],
  [32, 'store-locked'],
  [0x8007_0020, 'store-locked'],
  [1392, 'store-damaged'],
  [0x8007_0570, 'store-damaged'],
  [0x8009_000d, 'key-missing'],
  [0x8009_0016, 'key-missing'],
  [0x8009_0019, 'key-missing'],
  [0x8009_0015, 'key-missing'],
  [0x8009_0008, 'unsupported-algorithm'],
  [0x8009_0029, 'unsupported-algorithm'],
  [1223, 'cancelled'],
  [0x8007_04c7, 'cancelled'],
  [0x8010_006e, 'cancelled'],
  [0x8009_0020, 'store-refused'],
  [0, 'store-refused'],
])('[S04] code %s of Windows is %s, and its number is reported', (number, code) => {
  const error = win32Error('CertSomething', number);
  expect(error.code).toBe(code);
  expect(error.details['reason']).toBe(`CertSomething 0x${number.toString(16).padStart(8, '0')}`);
});

test('[S04] a SECURITY_STATUS as a signed number gives the same error', () => {
  const signed = 0x8009_2005 | 0;
  expect(signed).toBeLessThan(0);
  expect(win32Error('f', signed)).toMatchObject({
    code: 'already-installed',
    details: { reason: 'f 0x80092005' },
  });
});
