// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';

/** `-` if absent. */
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
