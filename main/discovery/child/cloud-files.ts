// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import { extname, toNamespacedPath } from 'node:path';
import type koffi from 'koffi';

/** FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS (winnt.h): reading downloads the file. */
const elsewhere = 0x1000 | 0x40000 | 0x400000;
const invalid = 0xffffffff;
/**
 * setiopolicy_np(3): IOPOL_TYPE_VFS_MATERIALIZE_DATALESS_FILES, IOPOL_SCOPE_PROCESS,
 * IOPOL_MATERIALIZE_DATALESS_FILES_OFF.
 */
const dontFetch = [3, 0, 1] as const;

export type IsInCloud = (path: string) => boolean;

const never: IsInCloud = () => false;

/** GetFileAttributesW doesn't download the file. */
export function loadIsInCloud(attributesOf = loadAttributes()): IsInCloud {
  if (attributesOf === null) return never;
  return (path) => {
    const attributes = attributesOf(toNamespacedPath(path));
    return attributes !== invalid && (attributes & elsewhere) !== 0;
  };
}

export function looksLikeCertificate(path: string): boolean {
  return names.has(extname(path).toLowerCase());
}

const names: ReadonlySet<string> = new Set(
  '.p12 .pfx .pem .crt .cer .der .key .p7b .p7c .p8 .pk8 .jks .jceks .sm2 .csr .p10'.split(' '),
);

function loadAttributes(): ((path: string) => number) | null {
  if (process.platform !== 'win32') return null;
  try {
    const attributes = load('kernel32.dll').func('uint32 __stdcall GetFileAttributesW(str16 path)');
    return (path) => attributes(path) as number;
  } catch {
    return null;
  }
}

/** Makes reading an evicted iCloud file fail (EDEADLK). Never tested on a Mac. */
export function dontFetchFromCloud(): void {
  if (process.platform !== 'darwin') return;
  try {
    load('/usr/lib/libSystem.B.dylib').func('int setiopolicy_np(int type, int scope, int policy)')(...dontFetch);
  } catch {
    // If the call fails, reading downloads the files.
  }
}

/** Loads koffi on demand to save a few MiB. */
function load(library: string): ReturnType<typeof koffi.load> {
  return (createRequire(import.meta.url)('koffi') as typeof koffi).load(library);
}
