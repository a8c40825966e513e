// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeNssDatabase } from '../../tests/support/browser-login/nss-database.ts';

/** These lead to the secret store and the desktop of whoever runs the tour. */
const leadAway = ['XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'];

/**
 * A throw-away home with an empty store of Chromium, as this process's own from now on: nothing goes into the browsers of
 * the person, nor into the secret store. False: NSS's tools, which write into such a store, are not here.
 */
export function moveInto(folder: string): boolean {
  const home = join(folder, 'home');
  mkdirSync(join(home, 'old-laptop'), { recursive: true, mode: 0o700 });
  for (const name of leadAway) delete process.env[name];
  process.env['HOME'] = home;
  // The language of who watches is known by now; fonts are chosen by this one on every machine alike.
  for (const name of ['LC_ALL', 'LC_CTYPE', 'LANGUAGE']) delete process.env[name];
  process.env['LANG'] = 'C.UTF-8';
  try {
    makeNssDatabase(join(home, '.pki/nssdb'));
    return true;
  } catch {
    return false;
  }
}

/** A copy that somebody forgot lies here. */
export const oldLaptop = (folder: string): string => join(folder, 'home/old-laptop');
