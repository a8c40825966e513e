// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export type RendererManifest = Record<string, { readonly sha256: string; readonly contentType: string }>;

export interface RendererFile {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface RendererFiles {
  /** Returns null if the URL is foreign or unlisted, or the file changed. */
  read(url: string): Promise<RendererFile | null>;
}

export function openRendererFiles(distFolder: string, origin: string): RendererFiles {
  const manifest = JSON.parse(
    readFileSync(path.join(distFolder, 'renderer-manifest.json'), 'utf8'),
  ) as RendererManifest;
  return {
    async read(url) {
      const urlPath = manifestPath(url, origin);
      if (urlPath === null || !Object.hasOwn(manifest, urlPath)) return null;
      const listed = manifest[urlPath];
      if (!listed) return null;
      const body = new Uint8Array(await readFile(path.join(distFolder, 'renderer', ...urlPath.split('/'))));
      const intact = createHash('sha256').update(body).digest('hex') === listed.sha256;
      return intact ? { contentType: listed.contentType, body } : null;
    },
  };
}

export function manifestPath(url: string, origin: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname, username, password } = new URL(url);
  // URL.origin is "null" for unknown schemes.
  if (`${protocol}//${host}` !== origin || username !== '' || password !== '') return null;
  return pathname === '/' || pathname === '' ? '/index.html' : pathname;
}
