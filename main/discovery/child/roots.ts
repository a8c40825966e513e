// SPDX-License-Identifier: Apache-2.0
import { realpathSync } from 'node:fs';
import { isPseudo, placeOf } from './file-systems.ts';
import { liesBelow } from './scan-path.ts';
import type { ScanTask } from './walk-folders.ts';

/** Follows links among the named folders (Downloads may be one), but none below them. */
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

export function withoutLinks(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function isInOther(path: string, folders: readonly string[]): boolean {
  const device = placeOf({ text: path, raw: false })?.device;
  return folders.some((other) => liesBelow(path, other) && placeOf({ text: other, raw: false })?.device === device);
}
