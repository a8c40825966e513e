// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';

/**
 * Where a browser says it downloaded a file from: Windows keeps it in the `Zone.Identifier` stream (HostUrl). Null
 * where nothing is recorded, as on Linux: Chromium 156 leaves no attribute on what it downloads (seen).
 * Unverified: not run on real Windows.
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
