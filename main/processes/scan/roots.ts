// SPDX-License-Identifier: Apache-2.0
import { realpathSync } from 'node:fs';
import { isPseudo, placeOf } from './file-systems.ts';
import { liesBelow } from './scan-path.ts';
import type { ScanTask } from './walk-folders.ts';

/**
 * Where a search begins. A folder that lies in another, or is named twice, is searched once. One that is a link was
 * asked for by name and is followed: Downloads on another drive is one; links below it are not.
 */
export function rootsOf(named: readonly string[]): ScanTask[] {
  const folders = named.map(withoutLinks);
  const roots = new Map<string, ScanTask>();
  for (const text of folders) {
    const path = { text, raw: false };
    if (isPseudo(path)) continue;
    if (isInOther(text, folders)) continue;
    roots.set(placeOf(path)?.id ?? text, { kind: 'folder', path, device: null });
  }
  return [...roots.values()];
}

/** The path itself where it cannot be followed. */
export function withoutLinks(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** A drive that is mounted in another folder asked for may be one that is not entered from there. */
function isInOther(path: string, folders: readonly string[]): boolean {
  const device = placeOf({ text: path, raw: false })?.device;
  return folders.some((other) => liesBelow(path, other) && placeOf({ text: other, raw: false })?.device === device);
}
