// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { decodeBase64 } from '../../../main/formats/pem/base64.ts';

const octets = Buffer.from(Array.from({ length: 100 }, (_, index) => (index * 37) & 0xff));
const lines = (text: string, end: string): string => `${end}${text.replaceAll(/.{64}/g, `$&${end}`)}${end}`;

test.each([1, 2, 3, 99, 100])('[F01] decodes %i octets with any line ending', (length) => {
  const part = octets.subarray(0, length);
  for (const end of ['', '\n', '\r\n', '\r', ' \n\t', '\u00a0\n']) {
    expect(decodeBase64(lines(part.toString('base64'), end))).toEqual(part);
  }
});

// Node's decoder takes the low eight bits of U+0141 as an A, and skips unknown characters.
test.each([
  '',
  '\n',
  '====',
  'AAA',
  'AA==AAAA',
  'AA=A',
  'AAA=AAA=',
  'AAAA-_AA',
  'AAAA\u0141AAA',
  'ŁŁŁŁ',
  'AAAé',
  'AA!AA',
])('[F01] decodes %j strictly', (text) => {
  // Padding may be omitted: three digits are two octets.
  expect(decodeBase64(text)).toEqual(text === 'AAA' ? Buffer.from([0, 0]) : null);
});
