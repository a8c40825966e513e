// SPDX-License-Identifier: Apache-2.0
/** `npm run entries`: writes shared/domain/entries.ts from the `@entry` tags. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
export const entriesFile = path.join(root, 'shared/domain/entries.ts');

const kinds = {
  main: { folder: 'main', doc: 'Entry points, started by the launcher or by hand.' },
  child: { folder: 'children', doc: 'Child processes: utilityProcess in Electron, fork in Node.' },
  worker: { folder: 'children', doc: 'Worker threads, each in its own bundle.' },
  preload: { folder: 'preload', doc: 'Scripts that run before those of the page.' },
} as const;
type Kind = keyof typeof kinds;

const tag = /^(?:\/\*\*| \*) @entry (\w+)\b/gm;

/** @throws Error for an unknown kind or a repeated name */
export function taggedSources(folder = root): Readonly<Record<Kind, readonly string[]>> {
  const found: Record<Kind, string[]> = { main: [], child: [], worker: [], preload: [] };
  const bundles = new Map<string, string>();
  for (const source of ['main', 'preload'].flatMap((room) => sourcesBelow(folder, room))) {
    for (const [, kind = ''] of readFileSync(path.join(folder, source), 'utf8').matchAll(tag)) {
      if (!Object.hasOwn(found, kind)) throw new Error(`${source}: @entry ${kind} is no kind of entry`);
      const bundle = `${kinds[kind as Kind].folder}/${path.basename(source)}`;
      if (bundles.has(bundle)) throw new Error(`${source} and ${bundles.get(bundle)} would be one bundle`);
      bundles.set(bundle, source);
      found[kind as Kind].push(source);
    }
  }
  return found;
}

function sourcesBelow(folder: string, room: string): string[] {
  return readdirSync(path.join(folder, room), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith('.ts'))
    .map((each) => path.relative(folder, path.join(each.parentPath, each.name)).split(path.sep).join('/'))
    .toSorted();
}

export function entriesModule(sources = taggedSources()): string {
  const lists = (Object.keys(kinds) as Kind[]).map((kind) => {
    const rows = sources[kind].map((source) => `  ${row(kind, source)},\n`).toSorted();
    return `/** ${kinds[kind].doc} */\nexport const ${kind}Entries = {\n${rows.join('')}} as const;\n`;
  });
  const head =
    '// SPDX-License-Identifier: Apache-2.0\n// Written by `npm run entries` from the tag `@entry` of each source. `output`: the bundle below dist/.\n';
  return [head, ...lists].join('\n');
}

function row(kind: Kind, source: string): string {
  const name = path.basename(source, '.ts');
  const key = /^\w+$/.test(name) ? name : `'${name}'`;
  return `${key}: { source: '${source}', output: '${kinds[kind].folder}/${name}${endingOf(kind, name)}' }`;
}

/** Electron's sandboxed preload is CommonJS. Chromium's preloads are plain scripts. */
function endingOf(kind: Kind, name: string): string {
  if (kind !== 'preload') return '.mjs';
  return name === 'electron' ? '.cjs' : '.js';
}

if (import.meta.main) writeFileSync(entriesFile, entriesModule());
