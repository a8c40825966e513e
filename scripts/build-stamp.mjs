// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Says whether `dist/` was built from the sources that are here now. Node built-ins only, and fine with Node 20:
 * the launcher asks before anything is installed.
 */
const sources = ['main', 'preload', 'renderer', 'shared', 'resources', 'scripts/build', 'scripts/build.ts'];
const settings = ['package.json', 'package-lock.json', 'tsconfig.json'];

const repository = path.resolve(import.meta.dirname, '..');

/** @returns {string} SHA-256 in hex over the path and content of every file that goes into the build. */
export function sourceHash(root = repository) {
  const hash = createHash('sha256');
  for (const file of [...sources, ...settings].flatMap((name) => filesBelow(root, name))) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file.split(path.sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** True when there is no finished build, or one from other sources. */
export function buildIsStale(root = repository) {
  try {
    return readFileSync(stampFile(root), 'utf8') !== sourceHash(root);
  } catch {
    return true;
  }
}

/** The last act of a build: `hash` was taken before it began, so an edit during the build leaves it stale. */
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
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .toSorted();
}
