// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writePem } from '../../../main/formats/writers/write-pem.ts';
import { benchCertificates } from '../../bench/bench-certificates.ts';
import { scanTree } from '../../bench/scan-tree.ts';
import { asLinux, cliBundle, runCli } from '../../support/cli/run-cli.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

interface Line {
  readonly value: {
    readonly file?: string;
    readonly state?: string;
    readonly paths?: string[];
    readonly diagnosis?: string | null;
    readonly summary?: Record<string, number>;
  };
}

async function scan(folder: string, ...more: string[]): Promise<Line['value'][]> {
  const { stdout, code } = await runCli([
    'scan',
    folder,
    '--json',
    '--quiet',
    '--vault',
    join(folder, '..', 'v'),
    ...more,
  ]);
  expect(code).toBe(0);
  return stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as Line).value);
}

test('[D01] scan finds every certificate file of a tree and none of its decoys', async () => {
  const shape = { files: 2000, folders: 80, pem: 60, der: 10, pkcs12: 4, seed: 7 };
  const tree = scanTree(join(temporaryFolder(), 'tree'), shape);
  const lines = await scan(tree.folder);
  const found = lines
    .flatMap(({ file }) => (file === undefined ? [] : [relative(tree.folder, asLinux(file))]))
    .toSorted();
  expect(found).toEqual(tree.wanted);
  expect(lines.at(-1)?.summary).toMatchObject({ files: shape.files, folders: shape.folders, found: 74, unreadable: 0 });
  expect(lines.filter(({ state }) => state === 'needs-password')).toHaveLength(4);
});

test('[D02] [D03] scan opens files with given passwords and shows every copy and the import state', async () => {
  const folder = join(temporaryFolder(), 'tree');
  mkdirSync(join(folder, 'a'), { recursive: true });
  const { p12 } = makeIdentityFiles(folder, 'bank', { subject: '/CN=bank' });
  for (const name of ['key', 'csr', 'pem']) rmSync(join(folder, `bank.${name}`), { force: true });
  writeFileSync(join(folder, 'cut.p12'), readFileSync(p12).subarray(0, 400));
  // These copies are the last files of large folders, so they are found late.
  for (const part of ['a/x', 'a/y', 'b', 'z']) {
    mkdirSync(join(folder, part), { recursive: true });
    for (let index = 0; index < 400; index++) writeFileSync(join(folder, part, `${index}.txt`), `file ${index}`);
    copyFileSync(p12, join(folder, part, 'zz.p12'));
  }
  const copies = ['a/x/zz.p12', 'a/y/zz.p12', 'b/zz.p12', 'bank.p12', 'z/zz.p12'];
  const password = join(folder, '..', 'password');
  writeFileSync(password, 'correct horse');
  const rows = async (...more: string[]) =>
    (await scan(folder, ...more)).slice(0, -1).map(({ paths = [], state, diagnosis }) => ({
      paths: paths.map((path) => relative(folder, asLinux(path))),
      state,
      diagnosis,
    }));
  const cut = { paths: ['cut.p12'], state: 'not-read', diagnosis: 'damaged' };
  const locked = { paths: copies, state: 'needs-password', diagnosis: 'needs-password' };
  for (let time = 0; time < 3; time++) expect(await rows()).toEqual([locked, cut]);
  const opened = { paths: copies, state: 'new', diagnosis: null };
  expect(await rows('--password-file', password)).toEqual([opened, cut]);
  const argv = ['scan', folder, '--vault', join(folder, '..', 'v'), '--verbose', '--password-file', password];
  const { stdout } = await runCli([...argv, '--import']);
  expect(stdout).toMatch(
    /a[\\/]x[\\/]zz\.p12: pkcs12 {2}imported {2}with private key {2}5 copies\n {2}copy: .*a[\\/]y[\\/]zz\.p12\n/,
  );
  expect(stdout).toMatch(/cut\.p12: pkcs12 {2}damaged$/m);
  expect(stdout).toMatch(/in \d+\.\d s\.\n +1 {2}damaged\n +1 {2}imported\n$/);
  expect(await rows('--password-file', password)).toEqual([{ ...opened, state: 'known' }, cut]);
});

test('[D01] scan of a tree with fifos, link loops, a 5 GB file and 300 nested folders ends cleanly', async () => {
  const folder = join(temporaryFolder(), 'hell');
  mkdirSync(join(folder, ...Array.from({ length: 300 }, () => 'd')), { recursive: true });
  execFileSync('mkfifo', [join(folder, 'pipe.pem')]);
  symlinkSync('..', join(folder, 'd', 'loop'));
  symlinkSync('a.pem', join(folder, 'a.pem'));
  writeFileSync(join(folder, 'sparse.p12'), '');
  truncateSync(join(folder, 'sparse.p12'), 5 * 2 ** 30);
  const raw = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.pem')]);
  writeFileSync(raw, execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=Raw'], { stdio: ['ignore', 'pipe', 'ignore'] })); // prettier-ignore
  const lines = await scan(folder);
  expect(lines.at(-1)?.summary).toMatchObject({ files: 2, folders: 301, found: 1, unreadable: 0 });
});

test('[D01] scan follows a link given as a folder and counts its files once beside its target', async () => {
  const folder = temporaryFolder();
  const drive = join(folder, 'drive');
  mkdirSync(drive);
  writeFileSync(join(drive, 'a.pem'), execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=Linked'], { stdio: ['ignore', 'pipe', 'ignore'] })); // prettier-ignore
  symlinkSync(drive, join(folder, 'Downloads'));
  // The vault is skipped even when reached by a path without links.
  mkdirSync(join(drive, 'v'));
  writeFileSync(join(drive, 'v', 'b.pem'), readFileSync(join(drive, 'a.pem')));
  symlinkSync(join(drive, 'v'), join(folder, 'v'));
  const lines = await scan(join(folder, 'Downloads'), drive);
  expect(lines.at(-1)?.summary).toMatchObject({ files: 1, found: 1, unreadable: 0 });
});

test('[D01] scan counts unreadable folders and files, skips sockets and finds the rest', async () => {
  // Directly under /tmp, where `nobody` can reach it.
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'shut'), { mode: 0o700 });
  writeFileSync(join(folder, 'shut', 'a.pem'), 'x');
  writeFileSync(join(folder, 'shut.pem'), 'x', { mode: 0o600 });
  const server = createServer().listen(join(folder, 'socket.pem'));
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  writeFileSync(join(folder, 'open.pem'), writePem(benchCertificates(1)));
  // Root reads everything, so `nobody` is used instead.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (nobody.uid === undefined) for (const name of ['shut', 'shut.pem']) chmodSync(join(folder, name), 0);
  // `nobody` may be unable to enter the checkout, so the program is copied into the folder.
  const program = join(folder, '.program');
  cpSync(join(cliBundle, '../../../dist'), join(program, 'dist'), { recursive: true });
  cpSync(join(cliBundle, '../../../package.json'), join(program, 'package.json'));
  copyFileSync(process.execPath, join(program, 'node'));
  const words = ['scan', folder, '--json', '--quiet', '--vault', join(folder, 'vault')];
  const stdout = execFileSync(join(program, 'node'), [join(program, 'dist/main/cli.mjs'), ...words], {
    ...nobody,
    env: { PATH: process.env['PATH'], HOME: folder },
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  const values = lines.map((line) => (JSON.parse(line) as Line).value);
  expect(values.flatMap(({ file }) => file ?? []).filter((file) => !file.startsWith(program))).toEqual([
    join(folder, 'open.pem'),
  ]);
  expect(values.at(-1)?.summary).toMatchObject({ found: 1, unreadable: 2 });
});
