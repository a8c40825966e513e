// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leaves, pureRooms, rooms, type Room } from '../../../scripts/lint/rooms.ts';
import { namedImportRules } from '../../../scripts/lint/named-import-rules.ts';
import { packageRules } from '../../../scripts/lint/package-rules.ts';
import { lint } from './lint-fixture.ts';

const root = resolve(import.meta.dirname, '../../..');
const rule = 'eslint(no-restricted-imports)';
const isFile = (path: string): boolean => path.endsWith('.ts');
const fileIn = (place: string, name: string): string => (isFile(place) ? place : `${place}/${name}.ts`);

/** One import per line, so that a finding's line tells which one was refused. */
const importing = (specifiers: readonly string[]): string =>
  specifiers.map((specifier, index) => `export { x as x${index} } from '${specifier}';\n`).join('');

/** For each place, the specifiers that lint refuses when a file there imports all of those given. One run of oxlint. */
function refusals(imports: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> {
  const files = Object.entries(imports).map(([place, wanted]) => ({ place, wanted, file: fileIn(place, 'importer') }));
  const found = lint(Object.fromEntries(files.map(({ file, wanted }) => [file, importing(wanted)])));
  const lines = (file: string): ReadonlySet<number> =>
    new Set((found.get(file) ?? []).filter((one) => one.rule === rule).map((one) => one.line));
  return Object.fromEntries(
    files.map(({ place, wanted, file }) => [place, wanted.filter((_, index) => lines(file).has(index + 1))]),
  );
}

function specifierFrom(place: string, target: string): string {
  const relative = posix.relative(posix.dirname(fileIn(place, 'x')), fileIn(target, 'target'));
  return relative.startsWith('.') ? relative : `./${relative}`;
}

describe('rooms', () => {
  const places = rooms.flatMap((room) => {
    const levels = isFile(room.path) || room.shallow === true ? [''] : ['', '/deeper', '/deeper/still'];
    return levels.map((level) => [room.path + level, room] as const);
  });

  const others = (room: Room): readonly string[] =>
    [...rooms.map((other) => other.path), ...leaves].filter((path) => path !== room.path);
  const found = refusals(
    Object.fromEntries(places.map(([place, room]) => [place, others(room).map((path) => specifierFrom(place, path))])),
  );

  it.each(places)('%s imports what its row allows and nothing else', (place, room) => {
    const banned = others(room).filter((path) => !room.may.includes(path));
    expect(found[place]).toEqual(banned.map((path) => specifierFrom(place, path)));
  });

  it('features import only faces of each other, at any depth, and their own files', () => {
    const list = [
      '../detail/x.ts',
      '../detail/in/x.ts',
      '../detail/in/x-pane.tsx',
      '../detail/in/deep/x-pane.tsx',
      '../detail/detail-pane.tsx',
      './row.ts',
      '../../ui/x.ts',
    ];
    const row = [
      '../../detail/x.ts',
      '../../detail/detail-dialog.tsx',
      '../../detail/in/y.ts',
      '../../detail/in/y-dialog.tsx',
      '../../../features/detail/x.ts',
      '../row.ts',
      '../../../ui/x.ts',
    ];
    expect(refusals({ 'renderer/features/list': list, 'renderer/features/list/row': row })).toEqual({
      'renderer/features/list': ['../detail/x.ts', '../detail/in/x.ts', '../detail/in/deep/x-pane.tsx'],
      'renderer/features/list/row': ['../../detail/x.ts', '../../detail/in/y.ts', '../../../features/detail/x.ts'],
    });
  });

  it('out of the top folder and back in is no way around', () => {
    const wanted = { 'main/x509': ['../../main/ipc/router.ts'] };
    expect(refusals(wanted)).toEqual(wanted);
  });

  it('a value import, a type import and import() are refused alike', () => {
    const file = 'main/x509/forms.ts';
    const text = `import { a } from '../vault/a.ts';
import type { b } from '../vault/a.ts';
export * from '../vault/a.ts';
export const c = [a, await import('../vault/a.ts')] as unknown as b;
`;
    const findings = lint({ [file]: text }).get(file) ?? [];
    expect(findings.filter((one) => one.rule === rule).map((one) => one.line)).toEqual([1, 2, 3, 4]);
  });
});

describe('packages', () => {
  const samples: Readonly<Record<string, string>> = {
    'playwright-core, playwright, @playwright/test': 'playwright-core',
    'React and its companions': 'react',
    'main/enrolment/providers/est': '../est/est-client.ts',
    'main/enrolment/providers/cmp': '../cmp/cmp-session.ts',
  };
  const somewhere = ['main/imports', 'main/ipc', 'main/x509', 'renderer/lib', 'shared/domain', 'main/services.ts'];

  it.each(packageRules.map((one) => [samples[one.name] ?? one.name, one] as const))(
    '%s is refused outside its places',
    (name, one) => {
      const within = (place: string): boolean => one.only.some((path) => `${place}/`.startsWith(`${path}/`));
      const outside = somewhere.filter((path) => !within(path));
      const found = refusals(Object.fromEntries([...outside, ...one.only].map((place) => [place, [name]])));
      for (const place of outside) expect([place, found[place]]).toEqual([place, [name]]);
      for (const place of one.only) expect([place, found[place]]).toEqual([place, []]);
    },
  );

  it.each(pureRooms)('%s does no input or output', (place) => {
    const banned = ['node:fs', 'fs/promises', 'node:child_process', 'node:net', 'node:sqlite', 'node:os'];
    const wanted = ['node:crypto', ...banned];
    expect(refusals({ [place]: wanted, [`${place}/deeper`]: wanted })).toEqual({
      [place]: banned,
      [`${place}/deeper`]: banned,
    });
  });

  it.each(['renderer', 'renderer/lib', 'renderer/features/list', 'preload'])('%s has no Node builtin', (place) => {
    expect(refusals({ [place]: ['node:crypto', 'zod', 'node:path'] })).toEqual({
      [place]: ['node:crypto', 'node:path'],
    });
  });

  it.each(namedImportRules)('$names.0 comes from $module in no file that is not named', ({ module, names, only }) => {
    const [name] = names;
    // Where no file may: what the leaves are free to do is not looked at.
    const [allowed] = only.filter((path) => isFile(path));
    const text = (clause: string): string => `import ${clause} from '${module}';\nexport const y = x;\n`;
    const folder = allowed === undefined ? 'main/stores' : posix.dirname(allowed);
    const found = lint({
      [`${folder}/named.ts`]: text(`{ ${name} as x }`),
      [`${folder}/namespace.ts`]: text('* as x'),
      [`${folder}/default.ts`]: text('x'),
      [`${folder}/other.ts`]: text('{ app as x }'),
      ...(allowed !== undefined && { [allowed]: text(`{ ${name} as x }`) }),
    });
    const rules = [...found].map(([file, list]) => [posix.basename(file), list.some((one) => one.rule === rule)]);
    expect(Object.fromEntries(rules)).toEqual({
      'named.ts': true,
      'namespace.ts': true,
      'default.ts': true,
      'other.ts': false,
      ...(allowed !== undefined && { [posix.basename(allowed)]: false }),
    });
  });
});

describe('the table of rooms', () => {
  it('is what .oxlintrc.json and docs/import-rules.md were generated from', () => {
    const run = spawnSync('node', ['scripts/lint/generate.ts', '--check'], { cwd: root, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  it.each(['main', 'main/hosts', 'renderer'])('has a row for every folder and entry in %s', (top) => {
    const entries = existsSync(resolve(root, top)) ? readdirSync(resolve(root, top), { withFileTypes: true }) : [];
    const missing = entries
      .filter((entry) => entry.isDirectory() || (entry.name.endsWith('.ts') && top === 'main'))
      .map((entry) => `${top}/${entry.name}`)
      .filter((path) => !rooms.some((room) => room.path === path));
    expect(missing).toEqual([]);
  });
});
