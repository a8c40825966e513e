// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';

/**
 * Reads the `Zone.Identifier` stream on Windows (HostUrl, untested). Null if absent, and on other systems: on Linux,
 * Chromium 156 records nothing.
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
