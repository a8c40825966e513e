// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../fixtures.ts';

export interface PersonHome {
  /** XDG's download folder. */
  readonly downloads: string;
  /** Waits until the person's browser is asked to open an address, and returns it. */
  openedAddress(): Promise<string>;
}

/**
 * A download folder with a Chinese name, and a default https browser that records the address to open. Call between
 * `makeStoreHome`, which sets the home, and `shareApp`.
 */
export function makePersonHome(): PersonHome {
  const at = (...names: string[]): string => path.join(process.env['HOME'] ?? '', ...names);
  const display = process.env['DISPLAY'];
  test.beforeAll(() => {
    // The window is headless; it only matters that a desktop exists.
    process.env['DISPLAY'] = ':none';
    for (const folder of ['下载', '.config', '.local/share/applications']) mkdirSync(at(folder), { recursive: true });
    writeFileSync(at('.config/user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/下载"\n');
    writeFileSync(
      at('browser'),
      `#!/bin/sh\nprintf '%s' "$1" > '${at('asked.new')}' && mv '${at('asked.new')}' '${at('asked')}'\n`,
    );
    chmodSync(at('browser'), 0o755);
    const entry = `[Desktop Entry]\nType=Application\nName=Browser\nExec=${at('browser')} %u\nMimeType=x-scheme-handler/https;\n`;
    writeFileSync(at('.local/share/applications/person-browser.desktop'), entry);
    writeFileSync(
      at('.config/mimeapps.list'),
      '[Default Applications]\nx-scheme-handler/https=person-browser.desktop\n',
    );
  });
  test.afterAll(() => {
    if (display === undefined) delete process.env['DISPLAY'];
    else process.env['DISPLAY'] = display;
  });
  return {
    get downloads() {
      return at('下载');
    },
    async openedAddress() {
      await expect.poll(() => existsSync(at('asked'))).toBe(true);
      renameSync(at('asked'), at('asked.seen'));
      const address = readFileSync(at('asked.seen'), 'utf8');
      rmSync(at('asked.seen'));
      return address;
    },
  };
}
