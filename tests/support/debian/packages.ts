// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openssl } from '../openssl/openssl.ts';
import { copyProject, electronVersion, runBuilder } from '../packaging/project-copy.ts';
import type { DebianRoot } from './debian-root.ts';

const root = resolve(import.meta.dirname, '../../..');
const password = 'file-Secret-77';
/** The same for all packages, so that only the version differs. */
const time = '1790000000';

/** Needs `npm run build`. Returns the package's path. */
export function packChromiumHost(version: string): string {
  const env = { ...process.env, SOURCE_DATE_EPOCH: time };
  // Gzip is fast, and the tests don't depend on the compression.
  const words = ['scripts/pack/deb.ts', '--version', version, '--compression', 'gzip'];
  const said = execFileSync(process.execPath, words, { cwd: root, env, encoding: 'utf8' });
  return join(root, said.trim());
}

/**
 * Builds the Electron package from a copy of the project in `folder`, with stand-ins for Electron and fpm. Returns its
 * path.
 */
export function packElectron(folder: string): string {
  mkdirSync(folder, { recursive: true });
  copyProject(folder);
  const stub = join(folder, 'stub');
  mkdirSync(join(stub, 'locales'), { recursive: true });
  const source = join(import.meta.dirname, '../packaging/electron.c');
  execFileSync('gcc', ['-O2', '-s', source, '-o', join(stub, 'electron')]);
  writeFileSync(join(stub, 'version'), electronVersion());
  for (const name of ['LICENSE', 'chrome-sandbox', 'locales/en-US.pak', 'locales/zh-CN.pak'])
    writeFileSync(join(stub, name), 'stub');
  const fpm = join(folder, 'fpm');
  const program = join(import.meta.dirname, '../packaging/fpm-stand-in.ts');
  writeFileSync(fpm, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(fpm, 0o755);
  runBuilder(folder, ['--linux', 'deb'], { ...process.env, CUSTOM_FPM_PATH: fpm, SOURCE_DATE_EPOCH: time });
  const [name = ''] = globSync('packed/*.deb', { cwd: folder });
  return join(folder, name);
}

export const secrets = '--passwords-file password --passphrase-file passphrase';

/** Adds `zhang`, whose home has `zhang.p12` (张三's certificate and key) and the files named in `secrets`. */
export async function addAccount(debian: DebianRoot): Promise<void> {
  await debian.addUser('zhang');
  const home = (name: string): string => join(debian.path, 'home/zhang', name);
  const [key, certificate, file] = [home('key.pem'), home('cert.pem'), home('zhang.p12')];
  const subject = ['-subj', '/CN=张三', '-utf8', '-days', '300'];
  openssl(['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject]);
  openssl(['pkcs12', '-export', '-inkey', key, '-in', certificate, '-passout', `pass:${password}`, '-out', file]);
  for (const each of [key, certificate]) rmSync(each);
  writeFileSync(home('password'), password);
  writeFileSync(home('passphrase'), 'a vault Passphrase 9');
  await debian.run('chown zhang: /home/zhang/*');
}
