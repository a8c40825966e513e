// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { loadIsInCloud, looksLikeCertificate } from '../../../../main/discovery/child/cloud-files.ts';

test.each([
  [0x20, false],
  [0x400020, true],
  [0x401620, true],
  [0x40020, true],
  [0x1020, true],
  [0xffffffff, false],
])('[D01] a file whose attributes are %i on Windows is read unless its content is with a cloud client', (value, is) => {
  expect(loadIsInCloud(() => value)('a')).toBe(is);
});

test('[D01] a file of this field that stays in the cloud is counted as unreadable, a photo is not', () => {
  expect(['a.P12', 'b.cer', 'key.pem'].every(looksLikeCertificate)).toBe(true);
  expect(['a.jpg', 'b', 'pem'].some(looksLikeCertificate)).toBe(false);
});
