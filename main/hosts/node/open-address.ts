// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type AddressOpener, openInProgram } from '../open-in-program.ts';

/** Returns none without a display, where openers would pick a terminal browser. Linux only. */
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

export async function openAddress(openers: readonly AddressOpener[], address: string): Promise<boolean> {
  for (const opener of openers) if (await openInProgram(opener, address)) return true;
  return false;
}
