// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { typedFingerprintFits } from '../../../shared/domain/trust/typed-fingerprint.ts';

const sha256 = '3f2a91bc'.repeat(8);

describe('[V04] a typed fingerprint', () => {
  test.each(['3f2a91bc', '3F:2A:91:BC', ' 3F2A 91BC\n', '３Ｆ２Ａ：９１ｂｃ', '3f2a91bc3', sha256])(
    'fits: %s',
    (typed) => {
      expect(typedFingerprintFits(sha256, typed)).toBe(true);
    },
  );

  test.each([
    ['nothing', ''],
    ['separators only', ':::: ::::'],
    ['too few digits', '3f2a91b'],
    ['too few digits, filled with separators', '3f:2a:91:b'],
    ['a wrong digit', '3f2a91bd'],
    ['a wrong digit after enough right ones', '3f2a91bc4'],
    ['the end, not the start', '91bc3f2a'],
    ['more than the whole', `${sha256}3`],
  ])('does not fit: %s', (_what, typed) => {
    expect(typedFingerprintFits(sha256, typed)).toBe(false);
  });
});
