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
])('[D01] attributes %i on Windows tell whether a file’s content is only in the cloud', (value, is) => {
  expect(loadIsInCloud(() => value)('a')).toBe(is);
});

test('[D01] recognises a certificate, but not a photo, by its file extension', () => {
  expect(['a.P12', 'b.cer', 'key.pem'].every(looksLikeCertificate)).toBe(true);
  expect(['a.jpg', 'b', 'pem'].some(looksLikeCertificate)).toBe(false);
});
