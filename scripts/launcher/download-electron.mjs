// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { executableOf } from './electron-binary.mjs';

/**
 * `download-electron.mjs REPOSITORY TEMPORARY-FOLDER`. Uses Electron's download libraries, which need Node 22.12.
 * Unpacks to the temporary folder first, so that `dist` is never incomplete.
 */
const [folder = '', temporary = ''] = process.argv.slice(2);
const own = path.join(folder, 'node_modules/electron');
const require = createRequire(path.join(own, 'package.json'));
const { downloadArtifact } = require('@electron/get');
const { extract } = require('@electron-internal/extract-zip');
const { version } = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8'));
const cacheRoot = process.env.electron_config_cache;

const zip = await downloadArtifact({
  version,
  artifactName: 'electron',
  platform: process.platform,
  arch: process.arch,
  ...(cacheRoot !== undefined && { cacheRoot }),
  checksums: JSON.parse(readFileSync(path.join(own, 'checksums.json'), 'utf8')),
  tempDirectory: temporary,
  downloadOptions: {
    quiet: true,
    /** @param {{ transferred: number, total: number | null }} progress */
    getProgressCallback: ({ transferred, total }) => process.send?.({ transferred, total }),
  },
});
const unpacked = path.join(temporary, 'dist');
await extract(zip, { dir: unpacked });
const executable = executableOf();
if (!existsSync(path.join(unpacked, executable))) throw new Error('the archive has no executable');
rmSync(path.join(own, 'path.txt'), { force: true });
rmSync(path.join(own, 'dist'), { recursive: true, force: true });
renameSync(unpacked, path.join(own, 'dist'));
writeFileSync(path.join(own, 'path.txt'), executable);
process.disconnect?.();
