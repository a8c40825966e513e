// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tellOnDesktop, whyNoWindow } from '../../../../main/hosts/chromium/why-no-window.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

const fromPlaywright = (log: string): Error =>
  new Error(
    `browserType.launchPersistentContext: Target page, context or browser has been closed\nBrowser logs:\n${log}`,
  );

test.each([
  [
    fromPlaywright('[pid=56][err] No usable sandbox! If this is a Debian system'),
    /sandbox .* apt-get install chromium-sandbox$/,
  ],
  [fromPlaywright('[pid=7][err] Missing X server or $DISPLAY'), /no display/],
  [new Error('no Chromium, Chrome or Edge was found'), /Install one/],
  [new AppError('vault-busy'), /: Another program is using the vault\. \S/],
  [new Error('first line\nsecond'), /: first line$/],
])('[P08] a start without a window ends with one plain line: %s', (error, line) => {
  expect(whyNoWindow(error, 'en')).toMatch(line);
  expect(whyNoWindow(error, 'en')).not.toContain('\n');
});

test('[P08] [U01] the line is in Chinese for a Chinese locale', () => {
  const line = whyNoWindow(new Error('no Chromium, Chrome or Edge was found'), 'zh-CN');
  expect(line).toBe('证书管家无法启动：没有找到 Chromium、Chrome 或 Edge。请先安装其中一个，再重新打开证书管家。');
  expect(whyNoWindow(new AppError('vault-busy'), 'zh-CN')).toMatch(/^证书管家无法启动：[^\n]+$/);
});

test.each([
  ['zenity and notify-send', ['zenity', 'notify-send'], 'zenity'],
  ['a zenity that cannot show itself', ['notify-send'], 'notify-send'],
  ['neither', [], null],
] as const)(
  '[P08] a start from an icon is reported by the desktop (stand-ins for its programs): %s',
  (_title, there, reporter) => {
    const folder = mkdtempSync(join(tmpdir(), 'certsteward-desktop-'));
    try {
      for (const name of ['zenity', 'notify-send']) {
        const works = (there as readonly string[]).includes(name);
        const script = works ? `for word; do echo "$word" >> ${folder}/told.${name}; done` : 'exit 255';
        writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
        chmodSync(join(folder, name), 0o755);
      }
      vi.stubEnv('PATH', folder);
      tellOnDesktop('no $(window) here');
      const said = ['zenity', 'notify-send'].flatMap((name) => {
        try {
          return [[name, readFileSync(join(folder, `told.${name}`), 'utf8')]];
        } catch {
          return [];
        }
      });
      expect(said.map(([name]) => name)).toEqual(reporter === null ? [] : [reporter]);
      if (reporter !== null) expect(said[0]?.[1]).toContain('no $(window) here');
    } finally {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
