// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';

/** One text that changes when one of the files does: time of change, size and file number of each, `-` for an absent one. */
export async function stampOf(paths: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    paths.map(async (path) =>
      stat(path, { bigint: true }).then(
        ({ mtimeNs, size, ino }) => `${mtimeNs}:${size}:${ino}`,
        () => '-',
      ),
    ),
  );
  return stamps.join(' ');
}
