// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compilePump } from '../../../scripts/test/windows-node.mjs';
import { succeeds } from '../../../scripts/launcher/commands.mjs';
import type { Program } from './wine-node.ts';

/**
 * Builds the zh_CN locale, which Debian doesn't install and Wine needs for a Chinese Windows. The program gets no
 * `LC_ALL`, so it must ask Windows. Returns null if the locale can't be set up.
 */
export function inChinese(program: Program): Program | null {
  const locales = join(program.folder, 'locales');
  mkdirSync(locales);
  const made = succeeds('localedef', ['-i', 'zh_CN', '-f', 'UTF-8', join(locales, 'zh_CN.UTF-8')]);
  const pump = compilePump(program.folder);
  if (!made || pump === null) return null;
  const chinese = { LC_ALL: 'zh_CN.UTF-8', LOCPATH: locales, INSIDE_LC_ALL: '' };
  return { ...program, pump, environment: { ...program.environment, ...chinese } };
}
