// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  canHoldChain,
  exportSteps,
  isForAndroid,
  passwordReady,
  profileOf,
  startForm,
} from '../../../renderer/features/exports/export-form.ts';
import { exportWarnings } from '../../../shared/domain/imports/export-warnings.ts';
import { judgePassword } from '../../../shared/domain/secrets/password-rules.ts';

describe('[F06] export rules', () => {
  it('starts with .p12 for a certificate with a key and with .pem for one without', () => {
    expect(startForm(true).format).toBe('p12');
    expect(startForm(false).format).toBe('pem');
  });

  it('asks for a password only if a key is exported', () => {
    expect(exportSteps('p12')).toContain('protect');
    expect(exportSteps('pkcs8')).toContain('protect');
    for (const format of ['pem', 'der', 'p7b'] as const) expect(exportSteps(format)).not.toContain('protect');
    expect(passwordReady({ ...startForm(true), format: 'der' })).toBe(true);
  });

  it('requires the same password twice, and a long enough one', () => {
    const form = startForm(true);
    expect(passwordReady({ ...form, password: 'long enough 1', again: 'long enough 2' })).toBe(false);
    expect(passwordReady({ ...form, password: 'short', again: 'short' })).toBe(false);
    expect(passwordReady({ ...form, password: 'long enough 1', again: 'long enough 1' })).toBe(true);
  });

  it('warns of passwords and keys that other programs may not open', () => {
    const form = { ...startForm(true), password: '密码中文🔐é' };
    const reasons = (change: object) =>
      exportWarnings({ ...form, profile: profileOf(form), algorithm: 'ed25519', ...change }).map(
        ({ reason }) => reason,
      );
    expect(reasons({})).toEqual(['non-ascii', 'ed25519']);
    expect(reasons({ password: 'plain ascii', algorithm: 'rsa-2048' })).toEqual([]);
    expect(reasons({ format: 'pkcs8' })).toEqual([]);
  });

  it('[G01] warns of the weak protection of a .sm2 file, whatever the password', () => {
    const planned = { format: 'sm2', profile: 'modern', algorithm: 'sm2' } as const;
    for (const password of ['short', 'a long and random password 8841'])
      expect(exportWarnings({ ...planned, password })).toEqual([{ peer: null, reason: 'weak-derivation' }]);
  });

  it('uses the compatible profile for Android and older systems', () => {
    const form = startForm(true);
    expect(profileOf(form)).toBe('modern');
    expect((['older', 'android'] as const).map((target) => profileOf({ target }))).toEqual([
      'compatible',
      'compatible',
    ]);
    expect(profileOf({ target: 'guomi' })).toBe('guomi');
    expect(isForAndroid({ ...form, target: 'android' })).toBe(true);
    expect(isForAndroid({ format: 'pkcs8', target: 'android' })).toBe(false);
  });

  it('offers the chain only if the format can hold it', () => {
    expect((['p12', 'pem', 'p7b', 'der', 'pkcs8'] as const).map(canHoldChain)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('judges a password by length and kinds of characters, and rates repeats as weak', () => {
    expect(judgePassword('').strength).toBe('empty');
    expect(judgePassword('Ab1!').strength).toBe('short');
    expect(judgePassword('aaaaaaaaaaaaaaaaaaaa').strength).toBe('weak');
    expect(judgePassword('12345678').strength).toBe('weak');
    expect(judgePassword('kestrel-bay').strength).toBe('fair');
    expect(judgePassword('correct horse battery staple').strength).toBe('long');
    // Counts characters, not UTF-16 units: four emoji are four.
    expect(judgePassword('🔐🔐🔐🔐').strength).toBe('short');
  });
});
