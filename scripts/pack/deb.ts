// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run pack:deb [-- --version X.Y.Z --compression xz|gzip]` packs the Chromium host with its own Node. The same
 * tree and SOURCE_DATE_EPOCH give the same package.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedPackages } from '../sbom/shipped-packages.ts';
import { control, textFiles, type DebFacts } from './deb-texts.ts';
import { debianName, files, layOut, library, makeUniform, strip, writeText, type Processor } from './deb-tree.ts';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: { version: { type: 'string' }, compression: { type: 'string', default: 'xz' } },
});
const processor = process.arch as Processor;
if (process.platform !== 'linux' || !['x64', 'arm64'].includes(processor)) {
  console.error('A Debian package is made on Linux, for x64 or arm64.');
  process.exit(2);
}

function lastCommit(): string {
  return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
}

function oldestGlibc(native: readonly string[]): string {
  const symbols = execFileSync('objdump', ['-T', ...native], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const minors = [...symbols.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
  return `2.${Math.max(...minors)}`;
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const facts: DebFacts = {
  version: values.version ?? version,
  processor,
  time: Number(process.env['SOURCE_DATE_EPOCH'] ?? lastCommit()),
  packages: shippedPackages(root).filter(({ name }) => name !== 'electron'),
};
const architecture = debianName(processor);
const out = join(root, 'out/packages');
const folder = join(out, 'deb');
mkdirSync(out, { recursive: true });

layOut(root, folder, processor);
for (const file of textFiles(root, facts)) writeText(folder, file);
strip(folder);
const all = files(folder);
const native = all.filter((path) => path.endsWith('.node') || path.endsWith(`${library}/node`));
const size = Math.ceil(all.reduce((sum, path) => sum + statSync(path).size, 0) / 1024);
const sums = all.map((path) => {
  const sum = createHash('md5').update(readFileSync(path)).digest('hex');
  return `${sum}  ${relative(folder, path)}\n`;
});
mkdirSync(join(folder, 'DEBIAN'));
writeFileSync(join(folder, 'DEBIAN/control'), control(facts, { architecture, size, glibc: oldestGlibc(native) }));
writeFileSync(join(folder, 'DEBIAN/md5sums'), sums.join(''));
makeUniform(folder, facts.time);

const name = `certsteward_${facts.version}_${architecture}.deb`;
execFileSync('dpkg-deb', ['--root-owner-group', `-Z${values.compression}`, '--build', folder, join(out, name)], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, SOURCE_DATE_EPOCH: String(facts.time) },
});
console.log(`out/packages/${name}`);
