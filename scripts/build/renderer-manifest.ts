// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RendererManifest } from '../../main/hosts/renderer-files.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** An unknown file type fails the build. */
export function writeRendererManifest(dist: string): void {
  const folder = path.join(dist, 'renderer');
  const manifest: RendererManifest = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const contentType = contentTypes[path.extname(file)];
    if (!contentType) throw new Error(`renderer file of unknown type: ${file}`);
    const urlPath = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    manifest[urlPath] = { sha256: createHash('sha256').update(readFileSync(file)).digest('hex'), contentType };
  }
  writeFileSync(path.join(dist, 'renderer-manifest.json'), JSON.stringify(manifest, null, 1));
}
