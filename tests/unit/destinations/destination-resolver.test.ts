// SPDX-License-Identifier: Apache-2.0
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hasReservedName } from '../../../main/destinations/reserved-names.ts';
import { writeVerifiedFile } from '../../../main/destinations/write-verified-file.ts';
import { createFreeNames } from '../../../main/exports/free-names.ts';
import { destinationsWith } from '../../support/contract/destinations.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const privateMounts = ['--user', '--map-root-user', '--mount'];

/** Writes out/vault.sqlite. `meanwhile` runs between the check and the rename. */
async function writeWhile(meanwhile: (at: { vault: string; out: string; file: string }) => void, overwrite = true) {
  const folder = temporaryFolder();
  const [vault, out] = [join(folder, 'vault'), join(folder, 'out')];
  mkdirSync(vault);
  mkdirSync(out);
  writeFileSync(join(vault, 'vault.sqlite'), 'the vault');
  const destinations = destinationsWith({ protectedFolders: [{ folder: vault, reason: 'vault' }] });
  const file = join(out, 'vault.sqlite');
  const output = await destinations.file(file, { overwrite });
  const outcome = await writeVerifiedFile(output, Buffer.from('new'), async () => {
    await Promise.resolve();
    meanwhile({ vault, out, file });
  }).then(
    () => 'written',
    (error: { code: string; details: { reason?: string } }) => error.details.reason ?? error.code,
  );
  return { outcome, vault, out, file, vaultText: readFileSync(join(vault, 'vault.sqlite'), 'utf8') };
}

describe('[X12] a change between the check and the rename', () => {
  test('refuses a folder that was replaced by a link to the vault', async () => {
    const { outcome, vault, vaultText } = await writeWhile((at) => {
      renameSync(at.out, `${at.out}.away`);
      symlinkSync(at.vault, at.out);
    });
    expect({ outcome, vaultText }).toEqual({ outcome: 'symbolic-link', vaultText: 'the vault' });
    expect(readdirSync(vault)).toEqual(['vault.sqlite']);
  });

  test('refuses a folder that was replaced by another of the same name', async () => {
    const { outcome, out } = await writeWhile((at) => {
      renameSync(at.out, `${at.out}.away`);
      mkdirSync(at.out);
    });
    expect(outcome).toBe('symbolic-link');
    expect(readdirSync(out)).toEqual([]);
  });

  test('refuses a link that appeared under the file name', async () => {
    const { outcome, vaultText, out } = await writeWhile((at) => symlinkSync(join(at.vault, 'vault.sqlite'), at.file));
    expect({ outcome, vaultText }).toEqual({ outcome: 'symbolic-link', vaultText: 'the vault' });
    expect(readdirSync(out)).toEqual(['vault.sqlite']);
  });

  test('keeps a file that appeared under the name, unless overwriting is allowed', async () => {
    const { outcome, file } = await writeWhile((at) => writeFileSync(at.file, 'of another program'), false);
    expect({ outcome, contents: readFileSync(file, 'utf8') }).toEqual({
      outcome: 'file-exists',
      contents: 'of another program',
    });
  });

  test('does not overwrite a file that took a generated name', async () => {
    const folder = temporaryFolder();
    const output = await (await destinationsWith().folder(folder)).file('a.p12');
    const taken = writeVerifiedFile(output, Buffer.from('new'), async () => {
      await Promise.resolve();
      writeFileSync(join(folder, 'a.p12'), '');
    });
    await expect(taken).rejects.toMatchObject({ code: 'file-exists' });
    expect(readFileSync(join(folder, 'a.p12'), 'utf8')).toBe('');
  });

  test('writes the file if nothing changed', async () => {
    const { outcome, file } = await writeWhile(() => undefined);
    expect({ outcome, contents: readFileSync(file, 'utf8') }).toEqual({ outcome: 'written', contents: 'new' });
  });
});

/** A bind mount aliases the vault's folder, so only the inode reveals it. Only the child sees the mount. */
const canMount = spawnSync('unshare', [...privateMounts, 'true']).status === 0;
test.skipIf(!canMount)('[X12] refuses the vault’s folder, and one below it, behind a bind mount', () => {
  const folder = temporaryFolder();
  const [vault, bound] = [join(folder, 'vault'), join(folder, 'bound')];
  mkdirSync(join(vault, 'sub'), { recursive: true });
  mkdirSync(bound);
  const room = pathToFileURL(join(import.meta.dirname, '../../../main/destinations/protected-folders.ts'));
  const ask = `const { reasonForFolder } = await import('${room.href}');
    console.log(await reasonForFolder(${JSON.stringify(bound)}, [{ folder: ${JSON.stringify(vault)}, reason: 'vault' }]));`;
  const answers = ['vault', 'vault/sub'].map((name) => {
    const mounted = ['sh', '-c', 'mount --bind "$0" "$1" && shift && exec "$@"', join(folder, name), bound];
    const argv = [...privateMounts, ...mounted, process.execPath, '--input-type=module', '-e', ask];
    return spawnSync('unshare', argv, { encoding: 'utf8' }).stdout.trim();
  });
  expect(answers).toEqual(['vault', 'vault']);
});

const reserved = [
  'CON',
  'nul.p12',
  'Com1.tar.gz',
  'LPT¹',
  'COM³.txt',
  'CONIN$',
  'aux .pem',
  'a.',
  'a ',
  'a:b',
  'a?',
  '..',
];

describe('[X10] names that Windows reserves', () => {
  test.each(reserved)('refuses %j as a generated name on every system', async (name) => {
    const folder = temporaryFolder();
    await expect((await destinationsWith().folder(folder)).file(name)).rejects.toMatchObject({
      code: 'destination-refused',
      details: { reason: 'reserved-name' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('generates no reserved name from a label', () => {
    const names = createFreeNames([]);
    expect(['CON', 'COM¹', 'nul.old', 'conout$'].map((label) => names.take(label, 'p12'))).toEqual([
      'certificate-CON.p12',
      'certificate-COM¹.p12',
      'certificate-nul.old.p12',
      'certificate-conout$.p12',
    ]);
  });

  test.each([
    ['C:\\Users\\li\\a.p12', false],
    ['C:\\Users\\li\\con\\a.p12', true],
    ['C:\\Users\\li\\a.p12:hidden', true],
    ['C:\\Users\\li\\a.p12.', true],
    ['\\\\.\\PhysicalDrive0', true],
    ['\\\\?\\C:\\a.p12', true],
    ['\\\\server\\share\\a.p12', false],
    ['D:\\', false],
  ])('detects a reserved name in the typed path %j: %s', (path, expected) => {
    expect(hasReservedName(path)).toBe(expected);
  });
});

describe('[X12] a path typed in the window', () => {
  function homeOf() {
    const home = join(temporaryFolder(), 'home');
    for (const name of ['文档', 'bin', '.config/autostart', '.local/bin', 'tools', 'elsewhere', 'Library/LaunchAgents'])
      mkdirSync(join(home, name), { recursive: true });
    const outside = temporaryFolder();
    mkdirSync(join(outside, 'documents'));
    writeFileSync(join(home, '.config/user-dirs.dirs'), `XDG_DOCUMENTS_DIR="${join(outside, 'documents')}"\n`);
    symlinkSync(outside, join(home, 'link out'));
    symlinkSync(join(home, '.config'), join(home, 'link to settings'));
    const around = {
      home,
      platform: 'linux',
      env: { PATH: ['/usr/bin', join(home, 'tools')].join(delimiter) },
    } as const;
    return { home, outside, destinations: destinationsWith({ around }) };
  }
  const typed = { overwrite: true, policy: 'typed-in-window' } as const;

  test.each([
    ['文档/a.p12', 'ok'],
    ['a.p12', 'ok'],
    ['.bashrc', 'hidden'],
    ['文档/.hidden', 'hidden'],
    ['.config/autostart/a.desktop', 'hidden'],
    ['.local/bin/ls', 'hidden'],
    ['link to settings/a.conf', 'hidden'],
    ['Library/LaunchAgents/a.plist', 'hidden'],
    ['bin/ls', 'program'],
    ['tools/ls', 'program'],
    ['文档/run.desktop', 'program'],
    ['文档/run.BAT', 'program'],
    ['文档/icon.scf', 'program'],
    ['文档/profile.mobileconfig', 'program'],
    ['link out/a.p12', 'outside-home'],
    ['/usr/local/bin/a', 'outside-home'],
    ['/etc/profile.d/a', 'outside-home'],
    ['../a.p12', 'outside-home'],
  ])('%s: %s', async (path, expected) => {
    const { home, destinations } = homeOf();
    const outcome = await destinations.file(join(path.startsWith('/') ? '' : home, path), typed).then(
      () => 'ok',
      (error: { code: string; details: { reason?: string } }) => error.details.reason ?? error.code,
    );
    // A folder missing on this system is no destination either.
    expect(outcome === 'destination-unwritable' && path.startsWith('/') ? expected : outcome).toBe(expected);
  });

  test('may be in a documents folder that the desktop names outside home', async () => {
    const { outside, destinations } = homeOf();
    await expect(destinations.file(join(outside, 'documents/a.p12'), typed)).resolves.toBeDefined();
    await expect(destinations.file(join(outside, 'a.p12'), typed)).rejects.toMatchObject({
      details: { reason: 'outside-home' },
    });
  });

  test('creates no folder in a forbidden place', async () => {
    const { home, outside, destinations } = homeOf();
    const options = { create: true, policy: 'typed-in-window' } as const;
    for (const path of [join(home, '.ssh'), join(home, 'bin/x'), join(outside, 'x'), join(home, 'no', 'x')]) {
      await expect(destinations.folder(path, options)).rejects.toMatchObject({
        code: expect.stringMatching(/^destination-/),
      });
      expect(existsSync(path), path).toBe(false);
    }
    await expect(destinations.folder(join(home, '文档', '备份'), options)).resolves.toBeDefined();
  });

  test('may be hidden if it comes from a system dialog', async () => {
    const { home, destinations } = homeOf();
    await expect(destinations.file(join(home, '.hidden'), { overwrite: true })).resolves.toBeDefined();
    unlinkSync(join(home, 'link out'));
  });
});
