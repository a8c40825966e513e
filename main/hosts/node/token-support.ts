// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { libraryHeadLength, libraryKind, type Machine } from '../../../shared/domain/library-header.ts';

/** Returns the reason, or null if available. Reads only the header of pkcs11js, which only the token child may load. */
export function tokensUnavailable(distFolder: string, here: Machine = process): string | null {
  try {
    const manifest = createRequire(path.join(distFolder, 'main', 'x.mjs')).resolve('pkcs11js/package.json');
    const compiled = path.join(path.dirname(manifest), 'build', 'Release', 'pkcs11.node');
    return libraryKind(headOf(compiled), here) === 'library' ? null : 'pkcs11js is compiled for another system';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? 'pkcs11js is not compiled'
      : 'pkcs11js is not installed';
  }
}

function headOf(file: string): Uint8Array {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(libraryHeadLength);
    return head.subarray(0, readSync(descriptor, head, 0, head.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
