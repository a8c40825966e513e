// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((triplet) => join('/usr/lib', triplet));

/** Returns a library's path in Debian's multiarch folder, even if the library isn't installed. */
export function libraryPath(name: string): string {
  const candidates = folders.map((folder) => join(folder, name));
  return candidates.find((file) => existsSync(file)) ?? join('/usr/lib/x86_64-linux-gnu', name);
}
