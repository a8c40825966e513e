// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// This file runs before anything is installed, so it uses only Node 20 built-ins.

const sources = ['main', 'preload', 'renderer', 'shared', 'resources', 'scripts/build', 'scripts/build.ts'];
const settings = ['package.json', 'package-lock.json', 'tsconfig.json'];

const repository = path.resolve(import.meta.dirname, '..');

/** @returns {string} SHA-256 in hex */
export function sourceHash(root = repository) {
  const hash = createHash('sha256');
  for (const file of [...sources, ...settings].flatMap((name) => filesBelow(root, name))) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file.split(path.sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

export function buildIsStale(root = repository) {
  try {
    return readFileSync(stampFile(root), 'utf8') !== sourceHash(root);
  } catch {
    return true;
  }
}

/** `hash` is taken before the build, so an edit during the build leaves the stamp stale. */
export function writeBuildStamp(hash, root = repository) {
  mkdirSync(path.dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), hash);
}

function stampFile(root) {
  return path.join(root, 'dist', '.build-stamp');
}

function filesBelow(root, name) {
  const start = path.join(root, name);
  if (!existsSync(start)) return [];
  const entries = readdirSync(path.dirname(start), { withFileTypes: true });
  if (!entries.some((entry) => entry.name === path.basename(start) && entry.isDirectory())) return [name];
  return (
    readdirSync(start, { recursive: true, withFileTypes: true })
      // `npm run sbom` generates this file after the build.
      .filter((entry) => entry.isFile() && entry.name !== 'THIRD-PARTY.txt')
      .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
      .toSorted()
  );
}
