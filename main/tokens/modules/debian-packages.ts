// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Enough to keep Node's four file threads busy. */
const atOnce = 8;

/** Returns package names by real path, like `dpkg-query -S`. Omits unowned paths. */
export async function debianPackages(
  paths: readonly string[],
  folder = '/var/lib/dpkg',
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const info = join(folder, 'info');
  const names = (await readdir(info).catch(() => [])).filter((name) => name.endsWith('.list'));
  if (names.length === 0 || paths.length === 0) return found;
  const diverted = await readDiversions(join(folder, 'diversions'));
  const wanted = paths.flatMap((path) => namesInLists(path, diverted).map((entry) => ({ path, ...entry })));
  const likely = names.filter((name) => paths.some((path) => looksRelated(name, path)));
  for (const group of [likely, names.filter((name) => !likely.includes(name))]) {
    for (let index = 0; index < group.length && found.size < paths.length; index += atOnce) {
      await Promise.all(
        group.slice(index, index + atOnce).map(async (name) => {
          const list = Buffer.concat([
            Buffer.from('\n'),
            await readFile(join(info, name)).catch(() => Buffer.alloc(0)),
          ]);
          const packageName = basename(name, '.list').replace(/:.*$/, '');
          for (const { path, listed, only, not } of wanted) {
            if ((only !== null && only !== packageName) || not === packageName) continue;
            if (list.includes(`\n${listed}\n`)) found.set(path, packageName);
          }
        }),
      );
    }
  }
  return found;
}

interface Diversion {
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

/** Lists may omit /usr, and after dpkg-divert(1) other packages list the file at `to` as `from`. */
function namesInLists(path: string, diversions: readonly Diversion[]) {
  const spellings = [path, ...(/^\/usr\/(lib|lib32|lib64|libx32|bin|sbin)\//.test(path) ? [path.slice(4)] : [])];
  const moved = diversions.find(({ to }) => spellings.includes(to));
  if (moved) return [{ listed: moved.from, only: null, not: moved.by }];
  const replaced = diversions.find(({ from, by }) => spellings.includes(from) && by !== ':');
  return spellings.map((listed) => ({ listed, only: replaced?.by ?? null, not: null }));
}

async function readDiversions(file: string): Promise<readonly Diversion[]> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const triples: Diversion[] = [];
  for (let index = 0; index + 2 < lines.length; index += 3) {
    const [from = '', to = '', by = ''] = lines.slice(index, index + 3);
    triples.push({ from, to, by });
  }
  return triples;
}

/** `libsofthsm2.so` and `libsofthsm2:amd64.list` share `softhsm`. */
function looksRelated(listName: string, path: string): boolean {
  const file = basename(path).toLowerCase();
  const words = file
    .replace(/^lib/, '')
    .replace(/\.so.*$/, '')
    .split(/[^a-z]+/);
  return words.some((word) => word.length >= 3 && word !== 'pkcs' && listName.includes(word));
}
