// SPDX-License-Identifier: Apache-2.0
import type { Dirent } from 'node:fs';
import { isLeftOut, type Place, placeOf } from './file-systems.ts';
import { entriesOf } from './folder-entries.ts';
import { askingAhead, type ReadAhead } from './read-ahead.ts';
import type { NearPath } from './near-path.ts';
import { asRaw, mayBeRaw, prefixOf, type ScanPath } from './scan-path.ts';

/** A piece of work: a folder with everything below it, or some files of one folder. */
export type ScanTask =
  | { readonly kind: 'folder'; readonly path: ScanPath; readonly device: string | null }
  | { readonly kind: 'files'; readonly folder: ScanPath; readonly names: readonly string[] };

export interface WalkerPort {
  /** Waits while paused; true when the search is to end. */
  mustStop(): boolean;
  /** Whether a worker without work is waiting for the caller's. */
  claimHungry(): boolean;
  give(tasks: readonly ScanTask[]): void;
  /**
   * Whether the file is wanted. Throws when it cannot be read. Its near path in two parts: no object is made for each of
   * many files.
   */
  file(text: string, raw: boolean): boolean;
  found(path: ScanPath): void;
  folder(path: ScanPath): void;
  unreadable(): void;
  /** Null while what is read lies in memory. */
  readAhead(): ReadAhead | null;
  readonly near: NearPath;
  /** `Place.id` of folders that are not entered. */
  readonly skip: ReadonlySet<string>;
}

/** Beyond so many waiting folders a new one is entered at once, its parent staying open: memory has a bound. */
const maxWaiting = 20_000;
const filesInGift = 256;

/** Depth first over folders, files as they come; gives the shallowest folders away to workers that have none. */
export class Walker {
  readonly #port: WalkerPort;
  readonly #waiting: ScanTask[] = [];

  constructor(port: WalkerPort) {
    this.#port = port;
  }

  /** Works until nothing is left or the search is to end. */
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
    // A folder that was asked for by name comes without a device: it is entered wherever it lies.
    if (parentDevice !== null && place.device !== parentDevice && isLeftOut(path)) return;
    this.#port.folder(path);
    const odd = this.#entries(path, place, false);
    if (odd) this.#entries(asRaw(path), place, true);
  }

  /** @returns whether there were names that are no UTF-8; those are for a second pass, `onlyOdd`. */
  #entries(path: ScanPath, { device, bytes }: Place, onlyOdd: boolean): boolean {
    const prefix = prefixOf(path);
    const near = this.#nearPrefix(path);
    let odd = false;
    let gift: string[] | null = null;
    try {
      for (const entry of this.#ahead(entriesOf(this.#near(path), bytes), near, path.raw)) {
        const { name } = entry;
        if (path.raw ? onlyOdd && !isOdd(name) : mayBeRaw(name)) odd = true;
        // A link is neither: what it points to is found where it lies, or was not asked for.
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

  /** Names, or entries of a folder: its files are asked for before they are looked at. */
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

  /** Gives half of the waiting folders, those nearest to the root; without any, a list for the next files. */
  #share(): string[] | null {
    if (this.#waiting.length === 0) return [];
    this.#port.give(this.#waiting.splice(0, Math.ceil(this.#waiting.length / 2)));
    return null;
  }

  /**
   * A worker was promised something: it gets folders where some have come up meanwhile, else what there is of files. One
   * that is promised and given nothing would wait to the end of the search.
   */
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

/** A file that went away since it was listed, or became a link or a socket, is none that may not be read. */
const gone: ReadonlySet<string> = new Set(['ENOENT', 'ELOOP', 'ENXIO']);

/** Of a name read as Latin-1: whether its octets are no UTF-8. */
function isOdd(name: string): boolean {
  return mayBeRaw(Buffer.from(name, 'latin1').toString('utf8'));
}
