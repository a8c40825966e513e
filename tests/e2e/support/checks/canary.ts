// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { processTree } from '../apps/process-tree.ts';

/** A secret searched for in every form in which it might be left. */
export interface Canary {
  readonly name: string;
  readonly forms: readonly Buffer[];
}

export function textCanary(name: string, secret: string): Canary {
  const utf8 = Buffer.from(secret, 'utf8');
  const utf16 = Buffer.from(secret, 'utf16le');
  const utf16be = Buffer.from(utf16).swap16();
  const escaped = JSON.stringify(secret).slice(1, -1);
  // File formats may escape non-ASCII characters.
  const ascii = Buffer.from(secret.replaceAll(/[^\u0020-\u007e]/g, ''));
  return {
    name,
    forms: [ascii, utf8, utf16, utf16be, Buffer.from(escaped), Buffer.from(encodeURIComponent(secret)), ...codes(utf8)],
  };
}

export function bytesCanary(name: string, secret: Buffer): Canary {
  return { name, forms: [secret, ...codes(secret)] };
}

/** Upper- and lower-case hexadecimal, and base64 at its three alignments, each in ASCII and UTF-16. */
function codes(bytes: Buffer): Buffer[] {
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // The first and last characters mix with neighbouring bytes.
    return text.slice(shift === 0 ? 0 : shift + 1, -2);
  });
  const texts = [hex, hex.toUpperCase(), ...base64];
  return texts.flatMap((text) => [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')]);
}

export function found(canaries: readonly Canary[], where: string, bytes: Buffer): string[] {
  // PEM and MIME wrap lines.
  const unbroken = Buffer.from(bytes.toString('latin1').replaceAll(/[\r\n]/g, ''), 'latin1');
  const isThere = (form: Buffer) => bytes.includes(form) || unbroken.includes(form);
  return canaries.filter(({ forms }) => forms.some(isThere)).map(({ name }) => `${name} in ${where}`);
}

/** The canaries found in files below a folder, as `NAME in PATH`; doesn't follow links. */
export function foundInFiles(canaries: readonly Canary[], folder: string): string[] {
  const entries = unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return foundInFiles(canaries, place);
    const content = entry.isFile() ? unlessGone(() => readFileSync(place)) : null;
    return content === null ? [] : found(canaries, place, content);
  });
}

/** A running browser may remove files and folders after they were listed. */
function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export interface Watch {
  readonly looks: number;
  /** `seen`: canaries found. `commandLines`: number of distinct command lines. */
  stop(): { readonly seen: string[]; readonly commandLines: number };
}

/** Samples the command line and environment of every process in the tree, and the files in `temporaryFolder`. */
export function watchProcesses(canaries: readonly Canary[], processId: number, temporaryFolder: string): Watch {
  const seen = new Set<string>();
  const commandLines = new Set<string>();
  let looks = 0;
  const look = () => {
    looks += 1;
    for (const id of processTree(processId)) {
      for (const name of ['cmdline', 'environ']) {
        const bytes = readIfThere(`/proc/${id}/${name}`);
        if (name === 'cmdline') commandLines.add(bytes.toString('latin1'));
        for (const hit of found(canaries, name, bytes)) seen.add(hit);
      }
    }
    for (const hit of foundInFiles(canaries, temporaryFolder)) seen.add(hit);
  };
  const timer = setInterval(look, 150);
  return {
    get looks() {
      return looks;
    },
    stop() {
      clearInterval(timer);
      look();
      return { seen: [...seen], commandLines: commandLines.size };
    },
  };
}

/** Processes may end during inspection. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
