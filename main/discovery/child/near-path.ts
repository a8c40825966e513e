// SPDX-License-Identifier: Apache-2.0
import { asRaw, prefixOf, type ScanPath } from './scan-path.ts';

export type NearPath = (text: string, raw: boolean) => string;

export const farPath: NearPath = (text) => text;

/** Makes paths relative to `folder`, the working directory, since relative paths resolve faster. */
export function nearPathIn(folder: string): NearPath {
  const path: ScanPath = { text: folder, raw: false };
  const [before, beforeRaw] = [prefixOf(path), prefixOf(asRaw(path))];
  return (text, raw) => {
    const prefix = raw ? beforeRaw : before;
    return text.startsWith(prefix) ? text.slice(prefix.length) : text;
  };
}

/** POSIX only. Returns null if at most the root is common. */
export function commonFolder(folders: readonly string[]): string | null {
  const [first, ...others] = folders.map((folder) => folder.split('/'));
  if (first === undefined) return null;
  const differs = first.findIndex((name, at) => others.some((other) => other[at] !== name));
  const common = (differs === -1 ? first : first.slice(0, differs)).join('/');
  return common === '' || common === '/' ? null : common;
}
