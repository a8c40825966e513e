// SPDX-License-Identifier: Apache-2.0
import type { ShippedPackage } from './shipped-packages.ts';

const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

export function licenceProblems(packages: readonly ShippedPackage[]): string[] {
  return packages.flatMap(({ name, version, licence }) => {
    if (licence === null) return [`${name} ${version}: states no licence`];
    const choices = licence.replaceAll(/[()]/g, '').split(/\s+OR\s+/);
    const fits = choices.some((choice) => choice.split(/\s+AND\s+/).every((each) => allowed.has(each)));
    return fits ? [] : [`${name} ${version}: ${licence} is not on the list of scripts/sbom/licences.ts`];
  });
}

export function thirdPartyText(packages: readonly ShippedPackage[]): string {
  const line = '='.repeat(78);
  const sections = packages.map(({ name, version, licence, texts }) =>
    [line, `${name} ${version}`, `Licence: ${licence}`, '', texts.join('\n\n') || standardNote(licence)].join('\n'),
  );
  return [
    'CertSteward contains code of others. Their licences follow.',
    'CertSteward 含有以下第三方代码，许可证原文如下。',
    'Electron brings its own list as well: LICENSES.chromium.html.',
    '',
    ...sections,
    '',
  ].join('\n');
}

function standardNote(licence: string | null): string {
  return `The package carries no text of its own; see https://spdx.org/licenses/${licence}.html`;
}
