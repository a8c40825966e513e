// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test, vi } from 'vitest';
import { createFreeNames } from '../../../main/exports/free-names.ts';
import { suggestedFileName } from '../../../main/exports/suggested-name.ts';

describe('names of many files in one folder', () => {
  test('[L06] are unique without regard to case, also among existing files', () => {
    const names = createFreeNames(['张三.p12', 'Readme.txt']);
    const taken = ['张三', '张三', 'Card', 'card', '李四'].map((name) => names.take(name, 'p12'));
    expect(taken).toEqual(['张三 (2).p12', '张三 (3).p12', 'Card.p12', 'card (2).p12', '李四.p12']);
  });

  test('[L06] stay unique beside a name that already looks numbered', () => {
    const names = createFreeNames([]);
    expect(['a (2)', 'a', 'a', 'a'].map((name) => names.take(name, 'pem'))).toEqual([
      'a (2).pem',
      'a.pem',
      'a (3).pem',
      'a (4).pem',
    ]);
  });

  test('[L06] [L01] mask an identity number in a label', () => {
    expect(createFreeNames([]).take('网银 110101199001011234', 'der')).toBe('网银 1101__________1234.cer');
  });

  test('[L06] are found for namesakes without counting from one each time', () => {
    const names = createFreeNames([]);
    const lookUps = vi.spyOn(Set.prototype, 'has');
    const taken = Array.from({ length: 500 }, () => names.take('张三', 'p12'));
    const asked = lookUps.mock.calls.length;
    lookUps.mockRestore();
    expect(new Set(taken).size).toBe(500);
    expect(asked).toBeLessThanOrEqual(2 * 500);
  });
});

describe('[X10] a suggested file name', () => {
  test('puts a prefix before Windows device names, with or without an extension', () => {
    expect(suggestedFileName('CON', 'pem')).toBe('certificate-CON.pem');
    expect(suggestedFileName('nul.txt', 'pem')).toBe('certificate-nul.txt.pem');
    expect(suggestedFileName('console', 'pem')).toBe('console.pem');
  });

  test('contains no path, hidden character, trailing dot or half character', () => {
    expect(suggestedFileName('../../etc/passwd', 'pem')).toBe('_.._etc_passwd.pem');
    expect(suggestedFileName('invoice\u202Egpj.exe', 'pem')).toBe('invoice_gpj.exe.pem');
    expect(suggestedFileName(`${'a'.repeat(79)}🔐`, 'pem')).toBe(`${'a'.repeat(79)}.pem`);
    expect(suggestedFileName(`${'a'.repeat(79)}.`, 'pem')).toBe(`${'a'.repeat(79)}.pem`);
    expect(suggestedFileName('...', 'pem')).toBe('certificate.pem');
  });
});
