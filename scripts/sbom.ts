// SPDX-License-Identifier: Apache-2.0
/** `npm run sbom` writes a CycloneDX SBOM and THIRD-PARTY.txt. Needs a build. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { licenceProblems, thirdPartyText } from './sbom/licences.ts';
import { shippedPackages } from './sbom/shipped-packages.ts';

interface Bom {
  readonly metadata: { readonly component: Record<string, unknown> };
  readonly components: readonly { readonly 'bom-ref': string; readonly name: string; readonly version: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const root = resolve(import.meta.dirname, '..');
if (!existsSync(join(root, 'dist/packages.json'))) {
  console.error('dist/packages.json is missing: npm run build');
  process.exit(2);
}
const packages = shippedPackages(root);
const problems = licenceProblems(packages);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);

mkdirSync(join(root, 'resources/licences'), { recursive: true });
writeFileSync(join(root, 'resources/licences/THIRD-PARTY.txt'), thirdPartyText(packages));

// npm reads only the lock file, so drop packages that aren't shipped.
const all = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }),
) as Bom;
const shipped = new Set(packages.map(({ name, version }) => `${name}@${version}`));
const components = all.components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
const references = new Set(components.map((component) => component['bom-ref']));
const own = String(all.metadata.component['bom-ref']);
const bom = {
  ...all,
  metadata: { ...all.metadata, component: { ...all.metadata.component, name: 'certsteward', type: 'application' } },
  components: components.map((component) => ({ ...component, scope: 'required' })),
  dependencies: all.dependencies
    .filter(({ ref }) => references.has(ref) || ref === own)
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => references.has(each)) })),
};
const missing = [...shipped].filter((each) => !components.some(({ name, version }) => `${name}@${version}` === each));
for (const each of missing) console.error(`${each} is shipped but not in package-lock.json`);
if (missing.length > 0) process.exitCode = 1;
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(join(root, 'out/sbom.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${components.length} packages in out/sbom.cdx.json and resources/licences/THIRD-PARTY.txt`);
