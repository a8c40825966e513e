// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeNssDatabase } from '../../tests/support/stores/browser-login/nss-database.ts';

/** Variables that lead to the user's own files and secret store. */
const leadAway = ['XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'];

/** Returns false if NSS's tools are missing. */
export function moveInto(folder: string): boolean {
  const home = join(folder, 'home');
  mkdirSync(join(home, 'old-laptop'), { recursive: true, mode: 0o700 });
  for (const name of leadAway) delete process.env[name];
  process.env['HOME'] = home;
  // The locale can change the fonts.
  for (const name of ['LC_ALL', 'LC_CTYPE', 'LANGUAGE']) delete process.env[name];
  process.env['LANG'] = 'C.UTF-8';
  try {
    makeNssDatabase(join(home, '.pki/nssdb'));
    return true;
  } catch {
    return false;
  }
}

export const oldLaptop = (folder: string): string => join(folder, 'home/old-laptop');
