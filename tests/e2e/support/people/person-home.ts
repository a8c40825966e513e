// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../fixtures.ts';

/** What a person has on the desktop besides the app. */
export interface PersonHome {
  /** The folder that XDG calls the one of downloads. */
  readonly downloads: string;
  /** The address that the person's browser was asked to open last; waits for it. */
  openedAddress(): Promise<string>;
}

/**
 * A folder of downloads with a Chinese name, and a browser that was chosen for https and writes down what it is to open.
 * Call between `makeStoreHome`, whose home this is, and `shareApp`.
 */
export function makePersonHome(): PersonHome {
  const at = (...names: string[]): string => path.join(process.env['HOME'] ?? '', ...names);
  const display = process.env['DISPLAY'];
  test.beforeAll(() => {
    // The window is headless; that a desktop is there is all that counts.
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
