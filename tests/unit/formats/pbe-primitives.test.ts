// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { sha1Hash } from '../../../main/formats/pbe/primitives/hashes.ts';
import { bmpPassword, passwordCandidates } from '../../../main/formats/pbe/password-candidates.ts';
import { pkcs12Kdf } from '../../../main/formats/pbe/primitives/pkcs12-kdf.ts';
import { decryptRc2Cbc } from '../../../main/formats/pbe/primitives/rc2.ts';
import { rc4 } from '../../../main/formats/pbe/primitives/rc4.ts';
import { WorkBudget } from '../../../main/formats/pbe/work-budget.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

test.each([
  ['0000000000000000', 63, 'ebb773f993278eff', '0000000000000000'],
  ['ffffffffffffffff', 64, '278b27e42e2f0d49', 'ffffffffffffffff'],
  ['3000000000000000', 64, '30649edf9be7d2c2', '1000000000000001'],
  ['88bca90e90875a7f0f79c384627bafb2', 64, '1a807d272bbe5db1', '0000000000000000'],
  ['88bca90e90875a7f0f79c384627bafb2', 128, '2269552ab0f85ca6', '0000000000000000'],
])('[F01] RC2 key %s at %i bits decrypts the vector of RFC 2268', (key, bits, ciphertext, plain) => {
  const out = decryptRc2Cbc(hex(key), bits, new Uint8Array(8), hex(ciphertext));
  expect(Buffer.from(out).toString('hex')).toBe(plain);
});

test('[F01] RC4 matches its well-known first test vector', () => {
  const out = rc4(Buffer.from('Key'), Buffer.from('Plaintext'));
  expect(Buffer.from(out).toString('hex')).toBe('bbf316e8d940af0ad3');
});

test('[F01] the PKCS#12 derivation gives the published SHA-1 key and IV', () => {
  const password = bmpPassword('smeg');
  const salt = hex('0A58CF64530D823F');
  expect(Buffer.from(pkcs12Kdf(sha1Hash, password, salt, 1, 1, 24)).toString('hex')).toBe(
    '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3',
  );
  expect(Buffer.from(pkcs12Kdf(sha1Hash, password, salt, 1, 2, 8)).toString('hex')).toBe('79993dfe048d3b76');
});

test('[F01] password encodings are tried in the order of the standards, without repetition', () => {
  expect(passwordCandidates('密é', 'pkcs12').map(({ encoding }) => encoding)).toEqual([
    null,
    'utf-8',
    'gbk',
    'utf-8',
    'gbk',
  ]);
  expect(passwordCandidates('é', 'octets').map(({ encoding }) => encoding)).toEqual([null, 'gbk', 'latin1', 'bmp']);
  expect(
    passwordCandidates(null, 'pkcs12')
      .slice(0, 2)
      .map(({ octets }) => octets.length),
  ).toEqual([2, 0]);
  const [gbk] = passwordCandidates('密码', 'octets').filter(({ encoding }) => encoding === 'gbk');
  expect(Buffer.from(gbk?.octets ?? []).toString('hex')).toBe('c3dcc2eb');
});

test('[F07] neither one derivation nor the sum of many exceeds the budget', () => {
  expect(() => new WorkBudget(1000).spend(1001)).toThrow('limit-exceeded');
  const budget = new WorkBudget(1000);
  expect(budget.affordsGuess(250)).toBe(true);
  expect(budget.affordsGuess(251)).toBe(false);
  for (let i = 0; i < 4; i++) budget.spend(250);
  expect(() => budget.spend(1)).toThrow('limit-exceeded');
});
