// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';

/**
 * Returns HostUrl from the `Zone.Identifier` stream on Windows (untested), or null. On Linux, Chromium 156 records
 * no origin.
 */
export async function downloadedFrom(
  path: string,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  if (platform !== 'win32') return null;
  try {
    const text = await readFile(`${path}:Zone.Identifier`, 'utf8');
    return /^HostUrl=(https?:\/\/\S{1,2000})\s*$/m.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}
