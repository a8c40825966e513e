// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { browserAddress } from '../web-address.ts';

export interface AddressOpener {
  readonly program: string;
  readonly before: readonly string[];
}

/** Milliseconds; still running means opened: xdg-open may become the browser. */
const patienceMs = 4000;

/** None without a display: they would pick a terminal browser. Linux only. */
export function findAddressOpeners(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly AddressOpener[] {
  const desktop = platform === 'linux' && (env['DISPLAY'] || env['WAYLAND_DISPLAY']);
  if (!desktop) return [];
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  const known = [
    { name: 'gio', before: ['open'] },
    { name: 'xdg-open', before: [] },
  ];
  return known.flatMap(({ name, before }) => {
    const program = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
    return program === undefined ? [] : [{ program, before }];
  });
}

/** Public, so an argument is fine. */
export async function openAddress(openers: readonly AddressOpener[], address: string): Promise<boolean> {
  const url = browserAddress(address);
  if (url === null) return false;
  for (const { program, before } of openers) if (await handOver(program, [...before, url])) return true;
  return false;
}

async function handOver(program: string, argv: readonly string[]): Promise<boolean> {
  const child = spawn(program, [...argv], { detached: true, stdio: 'ignore' });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('error', () => resolve(false));
  child.once('exit', (code) => resolve(code === 0));
  const timer = setTimeout(() => resolve(true), patienceMs);
  const taken = await promise;
  clearTimeout(timer);
  child.unref();
  return taken;
}
