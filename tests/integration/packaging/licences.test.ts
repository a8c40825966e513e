// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { licenceProblems, thirdPartyText } from '../../../scripts/sbom/licences.ts';
import { shippedPackages, type ShippedPackage } from '../../../scripts/sbom/shipped-packages.ts';

const root = resolve(import.meta.dirname, '../../..');
const strange = (licence: string | null): ShippedPackage => ({ name: 'strange', version: '1.0.0', licence, texts: [] });

describe('[P05] licences and bill of materials', () => {
  test('every shipped package has an allowed licence', () => {
    const packages = shippedPackages(root);
    expect(packages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['zod', 'react', 'age-encryption', '@napi-rs/keyring', 'koffi', 'electron']),
    );
    expect(packages.map(({ name }) => name)).not.toContain('vite');
    expect(licenceProblems(packages)).toEqual([]);
    expect(packages.filter(({ version }) => version === '')).toEqual([]);
  });

  test.each([null, 'GPL-3.0-only', 'UNLICENSED', '(MIT AND GPL-2.0)', 'SEE LICENSE IN file'])(
    'a package under %s is refused',
    (licence) => expect(licenceProblems([strange(licence)])).toHaveLength(1),
  );

  test('a package with a choice of licences is accepted if one is allowed', () => {
    expect(licenceProblems([strange('(GPL-2.0 OR MIT)')])).toEqual([]);
  });

  test('the list names every package and contains its licence texts', () => {
    const packages = shippedPackages(root);
    const text = thirdPartyText(packages);
    for (const { name, version, texts } of packages) {
      expect(text).toContain(`${name} ${version}\n`);
      for (const each of texts) expect(text).toContain(each);
    }
  });

  test('the build lists exactly the shipped packages for the window', () => {
    const shown = JSON.parse(readFileSync(join(root, 'dist/licences.json'), 'utf8')) as ShippedPackage[];
    const named = (packages: readonly ShippedPackage[]) =>
      packages.map(({ name, version, licence }) => [name, version, licence]);
    expect(named(shown)).toEqual(named(shippedPackages(root)));
  });

  test('npm run sbom writes exactly the shipped packages as CycloneDX', () => {
    execFileSync(process.execPath, [join(root, 'scripts/sbom.ts')], { cwd: root, stdio: 'pipe' });
    const bom = JSON.parse(readFileSync(join(root, 'out/sbom.cdx.json'), 'utf8')) as {
      bomFormat: string;
      components: { name: string; version: string; hashes: unknown[] }[];
    };
    expect(bom.bomFormat).toBe('CycloneDX');
    const listed = bom.components.map(({ name, version }) => `${name} ${version}`).toSorted();
    expect(listed).toEqual(
      shippedPackages(root)
        .map(({ name, version }) => `${name} ${version}`)
        .toSorted(),
    );
    expect(bom.components.every(({ hashes }) => hashes.length > 0)).toBe(true);
  });
});
