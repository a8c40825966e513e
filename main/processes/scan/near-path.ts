// SPDX-License-Identifier: Apache-2.0
import { asRaw, prefixOf, type ScanPath } from './scan-path.ts';

/** A path, or what stands before the names in a folder, as the system is asked for it. */
export type NearPath = (text: string, raw: boolean) => string;

/** For a process that works elsewhere. */
export const farPath: NearPath = (text) => text;

/**
 * Within a process that works in `folder`: what lies below it is named from there, for every folder of a long name is
 * gone through and its rights looked at for every file again (measured: a twentieth of a search).
 */
export function nearPathIn(folder: string): NearPath {
  const path: ScanPath = { text: folder, raw: false };
  const [before, beforeRaw] = [prefixOf(path), prefixOf(asRaw(path))];
  return (text, raw) => {
    const prefix = raw ? beforeRaw : before;
    return text.startsWith(prefix) ? text.slice(prefix.length) : text;
  };
}

/** The deepest folder that holds all of these absolute POSIX paths, or is one of them. Null: only the root does. */
export function commonFolder(folders: readonly string[]): string | null {
  const [first, ...others] = folders.map((folder) => folder.split('/'));
  if (first === undefined) return null;
  const differs = first.findIndex((name, at) => others.some((other) => other[at] !== name));
  const common = (differs === -1 ? first : first.slice(0, differs)).join('/');
  return common === '' || common === '/' ? null : common;
}
