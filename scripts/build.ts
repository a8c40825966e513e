// SPDX-License-Identifier: Apache-2.0
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { childEntries, mainEntries, preloadEntries, workerEntries } from '../shared/domain/entries.ts';
import { sourceHash, writeBuildStamp } from './build-stamp.mjs';
import { writePackages } from './build/bundled-packages.ts';
import { writeLicences } from './build/licence-list.ts';
import { bundleNode, bundlePreload, bundleRenderer } from './build/bundles.ts';
import { writeRendererManifest } from './build/renderer-manifest.ts';

const root = path.resolve(import.meta.dirname, '..');
const started = performance.now();
const hash = sourceHash(root);

rmSync(path.join(root, 'dist'), { recursive: true, force: true });
for (const entry of Object.values(mainEntries)) await bundleNode(root, entry, entry === mainEntries.electron);
for (const entry of [...Object.values(childEntries), ...Object.values(workerEntries)]) {
  await bundleNode(root, entry, true);
}
for (const entry of Object.values(preloadEntries)) await bundlePreload(root, entry);
if (existsSync(path.join(root, 'renderer/index.html'))) {
  await bundleRenderer(root);
  writeRendererManifest(path.join(root, 'dist'));
} else {
  say('skipped dist/renderer: no renderer/index.html');
}
writePackages(path.join(root, 'dist'));
writeLicences(root);
writeBuildStamp(hash, root);
say(`built in ${Math.round(performance.now() - started)} ms`);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
