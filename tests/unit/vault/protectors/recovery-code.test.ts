// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  formatRecoveryCode,
  askedGroupsOf,
  pickAskedGroups,
  parseRecoveryCode,
  sameGroup,
} from '../../../../main/vault/protectors/recovery-code.ts';

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = formatRecoveryCode(Uint8Array.from({ length: 16 }, (_, index) => index * 17));

describe('recovery code', () => {
  test('[K02] has nine groups of four symbols, and parses back for any bits', () => {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
    const secrets = [
      new Uint8Array(16),
      new Uint8Array(16).fill(255),
      ...Array.from({ length: 200 }, () => randomBytes(16)),
    ];
    const codes = secrets.map((secret) => formatRecoveryCode(secret));
    for (const text of codes) expect(parseRecoveryCode(text)).toEqual({ kind: 'code', canonical: text });
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('[K02] forgives case, spaces, missing hyphens, full-width digits, O for 0 and I or L for 1', () => {
    const tricky = formatRecoveryCode(new Uint8Array(16));
    expect(tricky).toContain('0');
    const loose = tricky.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' \u2013 ');
    expect(parseRecoveryCode(` ${loose}\n`)).toEqual({ kind: 'code', canonical: tricky });
    const wide = tricky
      .replaceAll('-', '')
      .replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    expect(parseRecoveryCode(wide)).toEqual({ kind: 'code', canonical: tricky });
  });

  test('[K02] names the group of every single wrong symbol', () => {
    for (let at = 0; at < code.length; at += 1) {
      if (code[at] === '-') continue;
      for (const symbol of symbols) {
        if (symbol === code[at]) continue;
        const wrong = code.slice(0, at) + symbol + code.slice(at + 1);
        expect(parseRecoveryCode(wrong)).toEqual({ kind: 'invalid', group: Math.floor(at / 5) + 1 });
      }
    }
  });

  test('[K02] notices swapped neighbours, swapped groups and a missing symbol', () => {
    for (let at = 0; at + 1 < code.length; at += 1) {
      const [a, b] = [code.charAt(at), code.charAt(at + 1)];
      if (a === b || a === '-' || b === '-') continue;
      expect(parseRecoveryCode(code.slice(0, at) + b + a + code.slice(at + 2)).kind).toBe('invalid');
    }
    const groups = code.split('-');
    const [first = '', second = '', ...rest] = groups;
    expect(parseRecoveryCode([second, first, ...rest].join('-'))).toEqual({ kind: 'invalid', group: 1 });
    expect(parseRecoveryCode(code.replaceAll('-', '').slice(1))).toEqual({ kind: 'invalid', group: 1 });
    expect(parseRecoveryCode('')).toEqual({ kind: 'invalid', group: null });
  });

  test('[K02] names the group that has a symbol too few or too many', () => {
    const groups = code.split('-');
    for (let index = 0; index < groups.length; index += 1) {
      const group = groups[index] ?? '';
      for (const typed of [group.slice(1), `${group}7`]) {
        const wrong = groups.with(index, typed).join(' - ');
        expect(parseRecoveryCode(wrong)).toEqual({ kind: 'invalid', group: index + 1 });
      }
    }
    expect(parseRecoveryCode(groups.slice(0, 8).join('-'))).toEqual({ kind: 'invalid', group: 9 });
    expect(parseRecoveryCode(`${code}-7777`)).toEqual({ kind: 'invalid', group: null });
  });

  test('[K01] is confirmed by typing two of its groups, which differ each time', () => {
    const [third, seventh] = askedGroupsOf({ code, asked: [3, 7] });
    expect([third, seventh]).toEqual([code.slice(10, 14), code.slice(30, 34)]);
    expect(sameGroup(` ${third.toLowerCase()} `, third)).toBe(true);
    expect(sameGroup(seventh, third)).toBe(false);
    expect(pickAskedGroups(Uint8Array.of(9, 8, 7, 1, 6, 5, 0, 4, 3))).toEqual([4, 7]);
    expect(pickAskedGroups(Uint8Array.of(9, 0, 7, 2, 6, 5, 4, 4, 1))).toEqual([2, 9]);
  });
});
