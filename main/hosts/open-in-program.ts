// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { browserAddress } from './web-address.ts';

export interface AddressOpener {
  readonly program: string;
  readonly before: readonly string[];
}

/** A program that runs longer counts as having opened the address. */
const patienceMs = 4000;

/** Returns false if `browserAddress` rejects the address or the program fails early. */
export async function openInProgram({ program, before }: AddressOpener, address: string): Promise<boolean> {
  const url = browserAddress(address);
  if (url === null) return false;
  const child = spawn(program, [...before, url], { detached: true, stdio: 'ignore' });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('error', () => resolve(false));
  child.once('exit', (code) => resolve(code === 0));
  const timer = setTimeout(() => resolve(true), patienceMs);
  const taken = await promise;
  clearTimeout(timer);
  child.unref();
  return taken;
}
