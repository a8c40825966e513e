// SPDX-License-Identifier: Apache-2.0
/**
 * Replaces fpm, which Debian lacks: builds electron-builder's package with dpkg-deb. An unknown argument is fatal.
 * As with fpm, the same files and SOURCE_DATE_EPOCH give the same package.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true, default: [] as string[] } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'input-type': { ...text, short: 's' },
    'output-type': { ...text, short: 't' },
    force: { type: 'boolean' },
    depends: { ...list, short: 'd' },
    'deb-recommends': list,
    conflicts: list,
    provides: list,
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
  },
});
if (values['input-type'] !== 'dir' || values['output-type'] !== 'deb') throw new Error('only -s dir -t deb');

const root = mkdtempSync(join(tmpdir(), 'certsteward-fpm-'));
try {
  for (const each of positionals) {
    const [from = '', to = ''] = each.split('=');
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(from, join(root, to), { recursive: true, verbatimSymlinks: true });
  }
  mkdirSync(join(root, 'DEBIAN'));
  for (const [name, file] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']],
  ] as const) {
    if (file === undefined) continue;
    writeFileSync(join(root, 'DEBIAN', name), readFileSync(file));
    chmodSync(join(root, 'DEBIAN', name), 0o755);
  }
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    Depends: values.depends.join(', '),
    Recommends: values['deb-recommends'].join(', '),
    Conflicts: values.conflicts.join(', '),
    Provides: values.provides.join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: values.description?.trim().replaceAll(/\n\s*/g, '\n '),
  };
  const control = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []));
  writeFileSync(join(root, 'DEBIAN/control'), control.join(''));
  // The builder's umask must not affect file modes.
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', root]);
  // Use gzip, which is fast, whatever `--deb-compression` says.
  const words = ['--root-owner-group', '-Zgzip', '--build', root, values.package ?? ''];
  execFileSync('dpkg-deb', words, { stdio: ['ignore', 'ignore', 'inherit'] });
} finally {
  rmSync(root, { recursive: true, force: true });
}
