// SPDX-License-Identifier: Apache-2.0
import { win32 } from 'node:path';

/** For a path that isn't UTF-8, and all paths below it, `text` is Latin-1 and `raw` is set. */
export interface ScanPath {
  readonly text: string;
  readonly raw: boolean;
}

export function openable({ text, raw }: ScanPath): string | Buffer {
  return raw ? Buffer.from(text, 'latin1') : text;
}

export function shown({ text, raw }: ScanPath): string {
  return raw ? Buffer.from(text, 'latin1').toString('utf8') : text;
}

export function prefixOf({ text }: ScanPath, platform: NodeJS.Platform = process.platform): string {
  const separator = platform === 'win32' ? '\\' : '/';
  return text.endsWith(separator) ? text : `${text}${separator}`;
}

export function liesBelow(path: string, folder: string, platform: NodeJS.Platform = process.platform): boolean {
  const comparable = (text: string): string => (platform === 'win32' ? win32.normalize(text).toLowerCase() : text);
  const above = comparable(folder);
  return comparable(path) !== above && comparable(path).startsWith(prefixOf({ text: above, raw: false }, platform));
}

export function asRaw(path: ScanPath): ScanPath {
  return path.raw ? path : { text: Buffer.from(path.text, 'utf8').toString('latin1'), raw: true };
}

/** True if the name possibly wasn't UTF-8. */
export function mayBeRaw(name: string): boolean {
  return process.platform !== 'win32' && name.includes('\ufffd');
}
