// SPDX-License-Identifier: Apache-2.0
import { type Dirent, opendirSync, readdirSync } from 'node:fs';
import { isLeftOut, type Place, placeOf } from './file-systems.ts';
import { askingAhead, type ReadAhead } from './read-ahead.ts';
import type { NearPath } from './near-path.ts';
import { asRaw, mayBeRaw, openable, prefixOf, type ScanPath } from './scan-path.ts';

/**
 * Limit on a directory's own size: about 13,000 files, or a quarter of a million on ZFS, which counts entries. Size 0
 * means unknown.
 */
const maxBytesAtOnce = 256 * 1024;
const entriesAtOnce = 256;

export type ScanTask =
  | { readonly kind: 'folder'; readonly path: ScanPath; readonly device: string | null }
  | { readonly kind: 'files'; readonly folder: ScanPath; readonly names: readonly string[] };

export interface WalkerPort {
  /** Blocks while paused. Returns true to stop. */
  mustStop(): boolean;
  claimHungry(): boolean;
  give(tasks: readonly ScanTask[]): void;
  file(text: string, raw: boolean): boolean;
  found(path: ScanPath): void;
  folder(path: ScanPath): void;
  unreadable(): void;
  readAhead(): ReadAhead | null;
  readonly near: NearPath;
  readonly skip: ReadonlySet<string>;
}

const maxWaiting = 20_000;
const filesInGift = 256;

/** Walks depth first and shares the shallowest folders. */
export class Walker {
  readonly #port: WalkerPort;
  readonly #waiting: ScanTask[] = [];

  constructor(port: WalkerPort) {
    this.#port = port;
  }

  run(tasks: readonly ScanTask[]): void {
    this.#waiting.push(...tasks);
    for (let task = this.#waiting.pop(); task !== undefined; task = this.#waiting.pop()) {
      if (this.#port.mustStop()) break;
      if (task.kind === 'folder') this.#folder(task.path, task.device);
      else this.#files(task.folder, task.names);
    }
    this.#waiting.length = 0;
  }

  #files(folder: ScanPath, names: readonly string[]): void {
    const near = this.#nearPrefix(folder);
    for (const name of this.#ahead(names, near, folder.raw)) if (!this.#file(folder, near, name)) break;
  }

  #folder(path: ScanPath, parentDevice: string | null): void {
    const place = placeOf(this.#near(path));
    if (place === null) return this.#port.unreadable();
    if (this.#port.skip.has(place.id)) return;
    // Folders named by the user have no parent device, so always enter them.
    if (parentDevice !== null && place.device !== parentDevice && isLeftOut(path)) return;
    this.#port.folder(path);
    const odd = this.#entries(path, place, false);
    if (odd) this.#entries(asRaw(path), place, true);
  }

  /** @returns true if names that aren't UTF-8 remain for a second pass with `onlyOdd` */
  #entries(path: ScanPath, { device, bytes }: Place, onlyOdd: boolean): boolean {
    const prefix = prefixOf(path);
    const near = this.#nearPrefix(path);
    let odd = false;
    let gift: string[] | null = null;
    try {
      for (const entry of this.#ahead(entriesOf(this.#near(path), bytes), near, path.raw)) {
        const { name } = entry;
        if (path.raw ? onlyOdd && !isOdd(name) : mayBeRaw(name)) odd = true;
        else if (entry.isDirectory()) this.#subfolder({ text: prefix + name, raw: path.raw }, device);
        else if (entry.isFile()) {
          if (gift === null && this.#port.claimHungry()) gift = this.#share();
          if (gift === null) {
            if (!this.#file(path, near, name)) break;
          } else if (gift.push(name) === filesInGift) {
            this.#port.give([{ kind: 'files', folder: path, names: gift }]);
            gift = null;
          }
        }
      }
    } catch {
      this.#port.unreadable();
    }
    if (gift !== null) this.#giveAtLast(path, gift);
    return odd && !path.raw;
  }

  #ahead<T extends string | Dirent>(items: Iterable<T>, prefix: string, raw: boolean): Iterable<T> {
    const ahead = raw ? null : this.#port.readAhead();
    if (ahead === null) return items;
    return askingAhead(items, (item) => {
      const name = typeof item === 'string' ? item : item.isFile() ? item.name : null;
      if (name !== null && !this.#port.mustStop()) ahead(prefix + name);
    });
  }

  #near({ text, raw }: ScanPath): ScanPath {
    return { text: this.#port.near(text, raw), raw };
  }

  #nearPrefix(folder: ScanPath): string {
    return this.#port.near(prefixOf(folder), folder.raw);
  }

  #subfolder(path: ScanPath, device: string): void {
    if (this.#waiting.length < maxWaiting) this.#waiting.push({ kind: 'folder', path, device });
    else if (!this.#port.mustStop()) this.#folder(path, device);
  }

  /**
   * Gives away the half of the waiting tasks nearest the root and returns null. If none are waiting, returns an empty
   * list for files to give away.
   */
  #share(): string[] | null {
    if (this.#waiting.length === 0) return [];
    this.#port.give(this.#waiting.splice(0, Math.ceil(this.#waiting.length / 2)));
    return null;
  }

  #giveAtLast(folder: ScanPath, names: readonly string[]): void {
    const files: ScanTask = { kind: 'files', folder, names };
    if (this.#share() === null) this.#waiting.push(files);
    else this.#port.give([files]);
  }

  #file(folder: ScanPath, near: string, name: string): boolean {
    if (this.#port.mustStop()) return false;
    const { raw } = folder;
    try {
      if (this.#port.file(near + name, raw)) this.#port.found({ text: prefixOf(folder) + name, raw });
    } catch (error) {
      if (!gone.has((error as NodeJS.ErrnoException).code ?? '')) this.#port.unreadable();
    }
    return true;
  }
}

/** Files removed or replaced during the search don't count as unreadable. */
const gone: ReadonlySet<string> = new Set(['ENOENT', 'ELOOP', 'ENXIO']);

/** `name` was read as Latin-1. */
function isOdd(name: string): boolean {
  return mayBeRaw(Buffer.from(name, 'latin1').toString('utf8'));
}

/**
 * Reads raw paths as Latin-1. Reads folders of large or unknown size in pieces, which is slower. May also throw while
 * iterating.
 */
function entriesOf(path: ScanPath, bytes: number): Iterable<Dirent> {
  const encoding = path.raw ? 'latin1' : 'utf8';
  if (bytes > 0 && bytes <= maxBytesAtOnce) return readdirSync(openable(path), { encoding, withFileTypes: true });
  return inPieces(path, encoding);
}

function* inPieces(path: ScanPath, encoding: BufferEncoding): Generator<Dirent> {
  const folder = opendirSync(openable(path), { encoding, bufferSize: entriesAtOnce });
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) yield entry;
  } finally {
    folder.closeSync();
  }
}
