// SPDX-License-Identifier: Apache-2.0
import { shell } from 'electron';
import { type AddressOpener, openInProgram } from '../../open-in-program.ts';
import { browserAddress } from '../../web-address.ts';

/** Electron security checklist, item 15. Not yet tested in Electron. */
export async function openExternal(address: string, browser: AddressOpener | null): Promise<boolean> {
  if (browser !== null) return openInProgram(browser, address);
  const url = browserAddress(address);
  if (url === null) return false;
  try {
    await shell.openExternal(url);
    return true;
  } catch {
    return false;
  }
}
