// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { nextNamed } from '../../../main/certificates/next-named.ts';

const names = ['Anna', '张三', '郑思齐', '上海云帆', 'Ａndrew', '银行'];

test.each([
  ['zs', 0, 1],
  ['z', 2, 2],
  ['z', 3, 1],
  ['shyf', 0, 3],
  ['张', 4, 1],
  ['an', 1, 4],
  ['AN', 5, 0],
  ['y', 0, 5],
  ['q', 0, null],
] as const)('[L02] [U02] typing %s from row %i jumps to row %s', (typed, from, index) => {
  expect(nextNamed(names, typed, from)).toBe(index);
});

test('[L07] searches ten thousand names within two seconds', { timeout: 2000 }, () => {
  const many = Array.from({ length: 10_000 }, (_name, index) => `证书 ${index}`);
  expect(nextNamed(many, 'q', 0)).toBeNull();
});
