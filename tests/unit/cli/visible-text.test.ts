// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { suggestedFileName } from '../../../main/exports/suggested-name.ts';

const hidden = [0x1b, 0x0a, 0x9b, 0x00ad, 0x200b, 0x202e, 0x2066, 0x206a, 0x3164, 0xfff9, 0xe0041];

describe('[X10] hidden characters', () => {
  test.each(hidden)('code point %i is shown on the terminal and kept out of file names', (code) => {
    const text = `张${String.fromCodePoint(code)}三`;
    expect(visibleText(text)).toBe(`张\\u{${code.toString(16)}}三`);
    expect(suggestedFileName(text, 'pem')).toBe('张_三.pem');
  });

  test('names of people stay as they are', () => {
    const text = 'José Müller 张三 🔐 𠮷 - Ω';
    expect(visibleText(text)).toBe(text);
  });
});
