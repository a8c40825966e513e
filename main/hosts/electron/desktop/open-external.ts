// SPDX-License-Identifier: Apache-2.0
import { shell } from 'electron';
import { browserAddress } from '../../web-address.ts';

/** Electron checklist 15. Never run here: no Electron binary (unverified). */
export async function openExternal(address: string): Promise<boolean> {
  const url = browserAddress(address);
  if (url === null) return false;
  try {
    await shell.openExternal(url);
    return true;
  } catch {
    return false;
  }
}
