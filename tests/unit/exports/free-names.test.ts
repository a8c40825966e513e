// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test, vi } from 'vitest';
import { createFreeNames } from '../../../main/exports/free-names.ts';
import { suggestedFileName } from '../../../main/exports/suggested-name.ts';

describe('names of many files in one folder', () => {
  test('[L06] no two are the same, not even where A and a are one, nor one that is there', () => {
    const names = createFreeNames(['张三.p12', 'Readme.txt']);
    const taken = ['张三', '张三', 'Card', 'card', '李四'].map((name) => names.take(name, 'p12'));
    expect(taken).toEqual(['张三 (2).p12', '张三 (3).p12', 'Card.p12', 'card (2).p12', '李四.p12']);
  });

  test('[L06] a name that looks like a counted one is no trap', () => {
    const names = createFreeNames([]);
    expect(['a (2)', 'a', 'a', 'a'].map((name) => names.take(name, 'pem'))).toEqual([
      'a (2).pem',
      'a.pem',
      'a (3).pem',
      'a (4).pem',
    ]);
  });

  test('[L06] [L01] an identity number in a label is masked', () => {
    expect(createFreeNames([]).take('网银 110101199001011234', 'der')).toBe('网银 1101__________1234.cer');
  });

  test('[L06] namesakes are named without counting from one for each', () => {
    const names = createFreeNames([]);
    const lookUps = vi.spyOn(Set.prototype, 'has');
    const taken = Array.from({ length: 500 }, () => names.take('张三', 'p12'));
    const asked = lookUps.mock.calls.length;
    lookUps.mockRestore();
    expect(new Set(taken).size).toBe(500);
    expect(asked).toBeLessThanOrEqual(2 * 500);
  });
});

describe('[X10] a name as a file name', () => {
  test('devices of Windows get a prefix, with or without what looks like a type', () => {
    expect(suggestedFileName('CON', 'pem')).toBe('certificate-CON.pem');
    expect(suggestedFileName('nul.txt', 'pem')).toBe('certificate-nul.txt.pem');
    expect(suggestedFileName('console', 'pem')).toBe('console.pem');
  });

  test('paths, hidden characters, dots at the ends and half characters do not get through', () => {
    expect(suggestedFileName('../../etc/passwd', 'pem')).toBe('_.._etc_passwd.pem');
    expect(suggestedFileName('invoice\u202Egpj.exe', 'pem')).toBe('invoice_gpj.exe.pem');
    expect(suggestedFileName(`${'a'.repeat(79)}🔐`, 'pem')).toBe(`${'a'.repeat(79)}.pem`);
    expect(suggestedFileName(`${'a'.repeat(79)}.`, 'pem')).toBe(`${'a'.repeat(79)}.pem`);
    expect(suggestedFileName('...', 'pem')).toBe('certificate.pem');
  });
});
