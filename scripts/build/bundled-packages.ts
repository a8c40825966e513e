// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const names = new Set<string>();

/** Collects the names of bundled packages for their licences. */
export function notePackages(): Plugin {
  return {
    name: 'note-packages',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const [id, module] of Object.entries(output.modules)) {
          const name = packageOf(id);
          if (name !== null && module.renderedLength > 0) names.add(name);
        }
      }
    },
  };
}

/** Returns the package's path below node_modules, or null for our own code. */
function packageOf(id: string): string | null {
  const [, ...inside] = id.split(/[/\\]node_modules[/\\]/);
  const last = inside.pop();
  if (last === undefined) return null;
  const [first = '', second = ''] = last.split(/[/\\]/);
  return [...inside, first.startsWith('@') ? `${first}/${second}` : first].join('/node_modules/');
}

export function writePackages(distFolder: string): void {
  writeFileSync(path.join(distFolder, 'packages.json'), `${JSON.stringify([...names].toSorted(), null, 2)}\n`);
}
