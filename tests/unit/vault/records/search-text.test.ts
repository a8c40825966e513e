// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { foldedColumn, searchTerms } from '../../../../main/vault/records/search-text.ts';

test('[L02] full-width and upper-case text is searched in one form', () => {
  expect(searchTerms('ＡＢＣ  张三\t工行')).toEqual(['abc', '张三', '工行']);
  expect(searchTerms('   ')).toEqual([]);
});

test('[L02] the folded column holds every part once and no part runs into the next', () => {
  const folded = foldedColumn({
    searchText: 'CN=张三',
    sha256: 'ab12',
    friendlyName: 'ICBC',
    label: '工资卡',
    place: null,
    tags: ['Bank', 'Bank'],
    fileNames: ['张三.PFX'],
  });
  expect(folded.split('\n')).toEqual(['工资卡', 'cn=张三', 'icbc', 'bank', '张三.pfx', 'ab12']);
});
