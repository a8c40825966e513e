// SPDX-License-Identifier: Apache-2.0
import { domainToASCII, domainToUnicode } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readBankAddress } from '../../../shared/domain/bank-site/bank-address.ts';
import { hostLetters, mixesScripts } from '../../../shared/domain/bank-site/host-letters.ts';
import { unicodeHost } from '../../../shared/domain/bank-site/punycode.ts';

const problemOf = (typed: string) => readBankAddress(typed).problem;

describe('[S12] the address of a bank', () => {
  test('is https, may omit the scheme, and keeps its path and port', () => {
    for (const typed of ['https://ebank.haichuan.example/login', ' ebank.haichuan.example/login ']) {
      expect(readBankAddress(typed)).toEqual({
        problem: null,
        address: {
          url: 'https://ebank.haichuan.example/login',
          asciiHost: 'ebank.haichuan.example',
          host: 'ebank.haichuan.example',
        },
      });
    }
    expect(readBankAddress('localhost:8443/')).toMatchObject({ address: { host: 'localhost:8443' } });
    expect(readBankAddress('https://bank.example:443')).toMatchObject({ address: { host: 'bank.example' } });
  });

  test.each([
    ['http://bank.example/', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['https://bank.example@evil.example/', 'credentials'],
    ['https://', 'incomplete'],
    ['haichuan', 'incomplete'],
    ['bank.example login', 'incomplete'],
    ['https://192.0.2.1/', 'number'],
    ['https://[2001:db8::1]/', 'number'],
    ['https://3221225985/', 'number'],
  ] as const)('%s is refused as %s', (typed, problem) => expect(problemOf(typed)).toBe(problem));

  test('with Chinese characters is shown in Chinese and opened by its A-labels', () => {
    expect(readBankAddress('https://示例银行.example/')).toMatchObject({
      address: { host: '示例银行.example', asciiHost: domainToASCII('示例银行.example') },
    });
  });
});

describe('[S12] lookalike names', () => {
  test('a Latin name with one Cyrillic letter is refused, however it is written', () => {
    const fake = 'haiсhuan.example';
    expect(problemOf(`https://${fake}/`)).toBe('mixed-scripts');
    expect(problemOf(`https://${domainToASCII(fake)}/`)).toBe('mixed-scripts');
    const letter = hostLetters(fake)[3];
    expect(letter).toEqual({ text: 'с', script: 'cyrillic', isForeign: true, looksLike: 'c' });
  });

  test.each([
    ['工行icbc.example', false],
    ['日本ぎんこう.example', false],
    ['국민은행.example', false],
    ['аррӏе.example', false],
    ['αlpha.example', true],
    ['银行ο.example', true],
    ['bank.пример', false],
  ])('%s mixes scripts in one label: %s', (host, mixes) => expect(mixesScripts(host)).toBe(mixes));

  test('a name wholly in another script is not refused, and each of its letters is marked', () => {
    expect(problemOf('https://аррӏе.example/')).toBeNull();
    const marked = hostLetters('аррӏе.example').filter(({ isForeign }) => isForeign);
    expect(marked.map(({ looksLike }) => looksLike).join('')).toBe('apple');
  });

  test('accented and dotless Latin letters are marked, plain ones and Chinese characters are not', () => {
    expect(hostLetters('bänk-1.银行').filter(({ isForeign }) => isForeign)).toMatchObject([{ text: 'ä' }]);
    expect(hostLetters('paypaı').at(-1)).toMatchObject({ script: 'latin', looksLike: 'i' });
    expect(hostLetters('bank.example:8443').some(({ isForeign }) => isForeign)).toBe(false);
  });
});

test('[S12] A-labels are decoded as Node decodes them (RFC 3492)', () => {
  for (const host of [
    '示例银行.example',
    'bücher.example',
    'haiсhuan.example',
    '他们为什么不说中文',
    '3年b組金八先生',
    'ěšč.cz',
  ]) {
    expect(unicodeHost(domainToASCII(host)), host).toBe(domainToUnicode(domainToASCII(host)));
  }
  expect(unicodeHost('xn--\u0080.example')).toBe('xn--\u0080.example');
  expect(unicodeHost('xn--99999999999999.example')).toBe('xn--99999999999999.example');
});
