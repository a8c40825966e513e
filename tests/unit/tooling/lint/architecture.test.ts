// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restricted, rooms } from '../../../../.dependency-cruiser.ts';
import { circles } from '../../../../scripts/house/imports.ts';

const root = resolve(import.meta.dirname, '../../../..');
const isFile = (place: string): boolean => place.endsWith('.ts');
const roomNames = Object.keys(rooms);

interface Importer {
  readonly file: string;
  readonly imports: readonly string[];
}

const targetIn = (place: string): string => (isFile(place) ? place : `${place}/target.ts`);
const specifier = (from: string, to: string): string => {
  if (!/^(main|renderer|preload|shared|scripts|tests)(\/|$)/.test(to)) return to;
  const relative = posix.relative(posix.dirname(from), to);
  return relative.startsWith('.') ? relative : `./${relative}`;
};

const tops = ['main', 'preload', 'renderer', 'shared', 'tests', 'scripts'];
const copied = ['.dependency-cruiser.ts', 'package.json', 'scripts/typescript-with-api.mjs'];

/** `rule: from -> to` for everything refused in a tree of these files. */
function refused(importers: readonly Importer[], texts: Readonly<Record<string, string>> = {}): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-rooms-'));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  try {
    for (const name of copied) write(name, readFileSync(join(root, name), 'utf8'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const place of [...roomNames, 'tests', 'scripts']) write(targetIn(place), 'export const x = 1;\n');
    for (const { file, imports } of importers) {
      const lines = imports.map((to, index) => `export { x as x${index} } from '${specifier(file, to)}';\n`);
      write(file, `${roomNames.includes(file) ? 'export const x = 1;\n' : ''}${lines.join('')}`);
    }
    for (const [name, text] of Object.entries(texts)) write(name, text);
    const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs';
    const args = ['--config', '.dependency-cruiser.ts', '--output-type', 'json', ...tops];
    const run = spawnSync(process.execPath, ['--import', './scripts/typescript-with-api.mjs', cruiser, ...args], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    });
    if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not answer: ${run.stdout}${run.stderr}`);
    const { summary } = JSON.parse(run.stdout) as {
      summary: { violations: { from: string; to: string; rule: { name: string } }[] };
    };
    return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('rooms', () => {
  it('import what their line allows and nothing else, at any depth', () => {
    const levels = (place: string): readonly string[] =>
      isFile(place) ? [place] : [`${place}/importer.ts`, `${place}/deeper/still/importer.ts`];
    const others = (place: string): readonly string[] =>
      [...roomNames, 'tests', 'scripts'].filter((name) => name !== place);
    const importers = roomNames.flatMap((place) =>
      levels(place).map((file) => ({ place, file, imports: others(place).map(targetIn) })),
    );
    const banned = importers.flatMap(({ place, file }) =>
      others(place)
        .filter((name) => !rooms[place]?.includes(name))
        .map((name) => `room ${place}: ${file} -> ${targetIn(name)}`),
    );
    const found = refused(importers).filter((line) => line.startsWith('room '));
    expect(found.toSorted()).toEqual(banned.toSorted());
  });

  it('never allow two rooms to import each other, directly or through others', () => {
    expect(circles(new Map(Object.entries(rooms)))).toEqual([]);
  });

  it.each(['main', 'main/hosts', 'renderer'])('have a line for every folder and entry in %s', (top) => {
    const entries = readdirSync(join(root, top), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || (entry.name.endsWith('.ts') && top === 'main'))
      .map((entry) => `${top}/${entry.name}`);
    expect(entries.filter((path) => !roomNames.includes(path))).toEqual([]);
  });

  it('refuse a value, a type, a re-export and import() alike, and circles of types', () => {
    const found = refused([], {
      'main/x509/value.ts': `import { x } from '../vault/target.ts';\nexport const y = x;\n`,
      'main/x509/type.ts': `import type { x } from '../vault/target.ts';\nexport type Y = typeof x;\n`,
      'main/x509/all.ts': `export * from '../vault/target.ts';\n`,
      'main/x509/late.ts': `export const y = import('../vault/target.ts');\n`,
      'main/x509/a.ts': `import type { B } from './b.ts';\nexport interface A { b: B }\n`,
      'main/x509/b.ts': `import type { A } from './a.ts';\nexport interface B { a: A }\n`,
      'main/nowhere/lost.ts': `import { x } from '../vault/target.ts';\nexport const y = x;\n`,
    });
    expect(found.filter((line) => line.startsWith('no-circles'))).toHaveLength(1);
    expect(found.filter((line) => !line.startsWith('no-circles')).toSorted()).toEqual([
      'every-file-has-a-room: main/nowhere/lost.ts -> main/vault/target.ts',
      ...['all', 'late', 'type', 'value'].map((name) => `room main/x509: main/x509/${name}.ts -> main/vault/target.ts`),
    ]);
  });
});

it('features import only pages and panes of each other, at most one folder down, and no dialogs', () => {
  const detail = ['detail-pane.tsx', 'x.ts', 'in/x.ts', 'in/x-pane.tsx', 'in/x-dialog.tsx', 'in/deep/x-pane.tsx'];
  const files = detail.map((name) => `renderer/features/detail/${name}`);
  const importers = ['list.ts', 'row/line.ts'].map((name) => ({
    file: `renderer/features/list/${name}`,
    imports: files,
  }));
  const found = refused(importers, Object.fromEntries(files.map((name) => [name, 'export const x = 1;\n'])));
  expect(found.toSorted()).toEqual(
    importers.flatMap(({ file }) =>
      ['in/deep/x-pane.tsx', 'in/x-dialog.tsx', 'in/x.ts', 'x.ts'].map(
        (name) => `features: ${file} -> renderer/features/detail/${name}`,
      ),
    ),
  );
});

it('only the enrolment service imports a protocol client, and no protocol imports another', () => {
  const [est, cmp] = ['est', 'cmp'].map((name) => `main/enrolment/providers/${name}/client.ts`) as [string, string];
  const found = refused(
    [
      { file: 'main/enrolment/enrolment-service.ts', imports: [est, cmp] },
      { file: 'main/enrolment/forms.ts', imports: [est] },
      { file: 'main/enrolment/providers/est/session.ts', imports: [est, cmp] },
    ],
    { [est]: 'export const x = 1;\n', [cmp]: 'export const x = 1;\n' },
  );
  expect(found.toSorted()).toEqual([
    `only main/enrolment/providers/cmp: main/enrolment/providers/est/session.ts -> ${cmp}`,
    `only main/enrolment/providers/est: main/enrolment/forms.ts -> ${est}`,
  ]);
});

describe('packages', () => {
  const samples: Readonly<Record<string, string>> = {
    '(@axe-core/|@)?playwright(-core)?': 'playwright-core',
    '(node:)?(https?|http2|tls|net|dgram|dns)': 'node:tls',
  };
  const sample = (name: string): string =>
    samples[name] ?? (name.startsWith('(node:)') ? name.replace(/[()?]/g, '') : name.replace(/^\(([^|)]+).*/, '$1'));
  const somewhere = ['main/imports', 'main/ipc', 'main/app.ts'];

  it('are imported only in the places listed for them', () => {
    const places = [...new Set([...somewhere, ...Object.values(restricted).flat()])].filter(
      (place) => place !== 'playwright.config.ts',
    );
    const names = Object.keys(restricted).filter((name) => !name.startsWith('main/'));
    const fileIn = (place: string): string => (isFile(place) ? place : `${place}/importer.ts`);
    const found = refused(places.map((place) => ({ file: fileIn(place), imports: names.map(sample) })));
    const within = (place: string, only: readonly string[]): boolean =>
      only.some((one) => `${place}/`.startsWith(`${one}/`));
    const expected = names.flatMap((name) =>
      places.filter((place) => !within(place, restricted[name] ?? [])).map((place) => `only ${name}: ${fileIn(place)}`),
    );
    const without = found.filter((line) => line.startsWith('only ')).map((line) => line.replace(/ -> .*/, ''));
    expect(without.toSorted()).toEqual(expected.toSorted());
  });

  it('pure rooms import no module for input or output, and pages import no Node builtin', () => {
    const banned = ['node:fs', 'fs/promises', 'node:child_process', 'node:net', 'node:sqlite', 'node:os'];
    const places = ['main/x509', 'main/formats', 'shared', 'main/x509/deeper', 'renderer/lib', 'preload'];
    const found = refused(
      places.map((place) => ({ file: `${place}/importer.ts`, imports: ['node:crypto', ...banned] })),
    );
    const count = (rule: string, place: string): number =>
      found.filter((line) => line.startsWith(`${rule}: ${place}/importer.ts`)).length;
    expect(places.map((place) => [place, count('pure', place), count('page', place)])).toEqual([
      ['main/x509', banned.length, 0],
      ['main/formats', banned.length, 0],
      ['shared', banned.length, 0],
      ['main/x509/deeper', banned.length, 0],
      ['renderer/lib', 0, banned.length + 1],
      ['preload', 0, banned.length + 1],
    ]);
  });
});
