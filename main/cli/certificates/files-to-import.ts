// SPDX-License-Identifier: Apache-2.0
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FileToImport {
  readonly path: string;
  readonly fromFolder: boolean;
}

/** Returns files in a stable order and doesn't follow links inside folders. */
export async function filesToImport(names: readonly string[], recursive: boolean): Promise<FileToImport[]> {
  const files: FileToImport[] = [];
  for (const name of names) {
    const isFolder = await stat(name).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isFolder) files.push(...(await filesIn(name, recursive)));
    else files.push({ path: name, fromFolder: false });
  }
  return files;
}

async function filesIn(folder: string, recursive: boolean): Promise<FileToImport[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), fromFolder: true }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
