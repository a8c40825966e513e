// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { estimateStrength } from '../../../shared/domain/secrets/password-estimate.ts';
import { judgePassword } from '../../../shared/domain/secrets/password-rules.ts';

describe('[B01] [K02] the strength of a new password', () => {
  test.each([
    ['password123', 'weak'],
    ['qwertyuiop12', 'weak'],
    ['zhangsan1990', 'fair'],
    ['a bench of backups', 'long'],
    ['x9$kQ2!vLw8z', 'long'],
  ])('%s is %s: word lists and keyboard runs count', async (password, strength) => {
    expect(await estimateStrength(password)).toBe(strength);
  });

  test('is judged by length alone beyond ASCII', async () => {
    expect(await estimateStrength('我的主密码 long')).toBeNull();
    expect(judgePassword('我的主密码 long').strength).toBe('long');
  });
});
