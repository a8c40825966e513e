// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { functionTable } from '../../../main/tokens/child/module/function-table.ts';

const module = vi.hoisted(() => ({ table: [] as unknown[] }));
vi.mock('koffi', () => ({
  default: {
    load: () => ({
      func: () => (list: unknown[]) => {
        list[0] = 'list';
        return 0;
      },
    }),
    sizeof: () => 8,
    array: () => undefined,
    address: (value: unknown) => value,
    decode: () => module.table,
  },
}));

/** PKCS#11 2.40, pkcs11f.h. */
test.each([
  ['C_DecryptInit', 33],
  ['C_Decrypt', 34],
  ['C_Sign', 43],
  ['C_DeriveKey', 62],
])('[T01] a module without %s is refused, because calling it would crash', (_name, index) => {
  module.table = Array.from({ length: 68 }, (_each, at) => at);
  expect(functionTable('module.so')).toBe(module.table);
  module.table[index] = null;
  expect(() => functionTable('module.so')).toThrow(expect.objectContaining({ code: 'module-broken' }));
});
