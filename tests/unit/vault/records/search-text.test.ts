// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { hasTerms, searchedText, searchTerms } from '../../../../main/vault/records/search-text.ts';

test('[L02] full-width and upper-case text is searched in one form', () => {
  expect(searchTerms('ＡＢＣ  张三\t工行')).toEqual(['abc', '张三', '工行']);
  expect(searchTerms('   ')).toEqual([]);
});

const numbers = { serial: '2EF7', sha256: 'ab12' };

test('[L02] every searched text is kept once and none runs into the next', () => {
  const texts = ['工资卡', 'CN=张三\n招商银行', 'ICBC', null, 'Bank', 'Bank', '张三.PFX'];
  const searched = searchedText(texts, numbers);
  expect(searched.split('\n')).toEqual([
    '工资卡',
    'cn=张三',
    '招商银行',
    'icbc',
    'bank',
    '张三.pfx',
    '',
    '2ef7',
    'ab12',
  ]);
});

test.each([
  ['7', false],
  ['2ef', false],
  ['2ef7', true],
  ['ab12', true],
  ['icb', true],
  ['单位 3', true],
  ['单位 7', false],
])('[L02] short terms match names, not serial numbers or fingerprints: %s', (query, isFound) => {
  expect(hasTerms(searchedText(['单位证书 3号', 'ICBC'], numbers), searchTerms(query))).toBe(isFound);
});
