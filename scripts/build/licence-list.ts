// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { shippedPackages } from '../sbom/shipped-packages.ts';

/** Writes dist/licences.json for the licences dialog. Call after `writePackages`. */
export function writeLicences(root: string): void {
  const packages = shippedPackages(root).map(({ name, version, licence, texts }) => ({
    name,
    version,
    licence: licence ?? '',
    text: texts.join('\n\n'),
  }));
  writeFileSync(path.join(root, 'dist/licences.json'), `${JSON.stringify(packages, null, 1)}\n`);
}
