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

/** What stands before the names in a folder. */
export function prefixOf({ text }: ScanPath): string {
  return text.endsWith('/') ? text : `${text}/`;
}

export function asRaw(path: ScanPath): ScanPath {
  return path.raw ? path : { text: Buffer.from(path.text, 'utf8').toString('latin1'), raw: true };
}

/** Whether a name that was read as UTF-8 may have been something else. */
export function mayBeRaw(name: string): boolean {
  return process.platform !== 'win32' && name.includes('\ufffd');
}
