// SPDX-License-Identifier: Apache-2.0
import { win32 } from 'node:path';

/**
 * A path on the disk. Names on Linux are octets: where they are no UTF-8, `text` holds one character for each octet
 * (Latin-1) and `raw` says so. Everything below such a folder is raw too.
 */
export interface ScanPath {
  readonly text: string;
  readonly raw: boolean;
}

/** What Node's file functions take. */
export function openable({ text, raw }: ScanPath): string | Buffer {
  return raw ? Buffer.from(text, 'latin1') : text;
}

export function shown({ text, raw }: ScanPath): string {
  return raw ? Buffer.from(text, 'latin1').toString('utf8') : text;
}

/** A folder's path as it begins the paths of what is in it. */
export function prefixOf({ text }: ScanPath, platform: NodeJS.Platform = process.platform): string {
  const separator = platform === 'win32' ? '\\' : '/';
  return text.endsWith(separator) ? text : `${text}${separator}`;
}

/** By the paths alone; in any case and with either separator on Windows. */
export function liesBelow(path: string, folder: string, platform: NodeJS.Platform = process.platform): boolean {
  const comparable = (text: string): string => (platform === 'win32' ? win32.normalize(text).toLowerCase() : text);
  const above = comparable(folder);
  return comparable(path) !== above && comparable(path).startsWith(prefixOf({ text: above, raw: false }, platform));
}

export function asRaw(path: ScanPath): ScanPath {
  return path.raw ? path : { text: Buffer.from(path.text, 'utf8').toString('latin1'), raw: true };
}

/** Whether a name that was read as UTF-8 may have been something else. */
export function mayBeRaw(name: string): boolean {
  return process.platform !== 'win32' && name.includes('\ufffd');
}
