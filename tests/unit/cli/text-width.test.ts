// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { characterWidth, padEndTo, padStartTo, textWidth, wrapText } from '../../../main/cli/output/text-width.ts';

const python = spawnSync('python3', ['-c', 'pass']).status === 0;

describe('[U01] terminal columns', () => {
  test('East Asian characters take two, combining marks none', () => {
    expect(textWidth('上海云帆贸易有限公司')).toBe(20);
    expect(textWidth('ｱｲｳ')).toBe(3);
    expect(textWidth('ＡＢ')).toBe(4);
    expect(textWidth('e\u0301')).toBe(1);
    expect(textWidth('🔒')).toBe(2);
    expect(textWidth('한국')).toBe(4);
    expect(textWidth('')).toBe(0);
  });

  test('padding fills up to the columns, and never cuts', () => {
    expect(padEndTo('证书', 6)).toBe('证书  ');
    expect(padStartTo('证书', 6)).toBe('  证书');
    expect(padEndTo('证书', 3)).toBe('证书');
  });

  test('wrapped lines exceed the width by one closing mark at most, and none begins with one', () => {
    const chinese =
      '把证书和私钥导入保险库。没有保险库时先新建，并显示一次恢复码。导入不需要主密码，给出主密码则先解锁。';
    const lines = wrapText(chinese, 30);
    for (const line of lines) {
      expect(textWidth(line)).toBeLessThanOrEqual(32);
      expect(line).not.toMatch(/^[，。、：！？”）]/u);
    }
    expect(lines.join('')).toBe(chinese);
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('unbreakable word', 5)).toEqual(['unbreakable', 'word']);
  });

  test.skipIf(!python)('agrees with the East_Asian_Width table of Python on letters and ideographs', () => {
    const script = `
import sys, unicodedata
for code in range(0x20, 0x30000):
    c = chr(code)
    if unicodedata.category(c) in ('Lo', 'Ll', 'Lu', 'Nd', 'Po', 'Ps', 'Pe', 'Sc') and not 0x1160 <= code <= 0x11ff:
        sys.stdout.write(f'{code} {2 if unicodedata.east_asian_width(c) in "WF" else 1}\\n')
`;
    const { stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8', maxBuffer: 1 << 26 });
    const rows = stdout.trim().split('\n');
    expect(rows.length).toBeGreaterThan(90_000);
    const wrong = rows.filter((row) => {
      const [code = 0, width] = row.split(' ').map(Number);
      return characterWidth(String.fromCodePoint(code)) !== width;
    });
    expect(wrong).toEqual([]);
  });
});
