// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNssFinder } from '../../../main/stores/nss/nss-finder.ts';
import type { CertificateStore, StoreItem } from '../../../main/stores/store-port.ts';
import type { IdentityFiles } from '../openssl/openssl-identity.ts';
import { startNodeChild } from '../cli/start-node-child.ts';

export function freshHome(): string {
  return mkdtempSync(join(tmpdir(), 'certsteward-stores-'));
}

/** A home with Chromium's database and a Firefox profile. */
export function homeWithTwoStores() {
  const home = freshHome();
  const [chromium, firefox] = [join(home, '.pki/nssdb'), join(home, '.mozilla/firefox/abc.work')] as const;
  for (const folder of [chromium, firefox]) {
    mkdirSync(folder, { recursive: true });
    certutil(folder, ['-N', '--empty-password']);
  }
  writeFileSync(
    join(home, '.mozilla/firefox/profiles.ini'),
    '[Profile0]\nName=work\nIsRelative=1\nPath=abc.work\nDefault=1\n',
  );
  return { home, folders: [chromium, firefox] as const, storeIds: [`chromium:${chromium}`, 'firefox:abc.work'] };
}

/** The finder for a simulated home. It looks for browsers on `path`, which replaces PATH. */
export function finderOf(home: string, path = ''): ReturnType<typeof createNssFinder> {
  return createNssFinder(startNodeChild, () => ({ home, env: { PATH: path } }));
}

export async function storeAt(folder: string): Promise<CertificateStore> {
  const store = await finderOf(freshHome()).resolve?.(`chromium:${folder}`);
  if (!store) throw new Error('no store');
  return store;
}

export function newDatabase(password = ''): string {
  const folder = join(freshHome(), 'nssdb');
  mkdirSync(folder, { recursive: true });
  certutil(folder, ['-N', '-f', passwordFile(folder, password)]);
  return folder;
}

export function passwordFile(folder: string, password: string): string {
  const file = join(folder, '..', 'password');
  writeFileSync(file, `${password}\n`);
  return file;
}

export function certutil(folder: string, args: readonly string[]): string {
  return execFileSync('certutil', [...args, '-d', `sql:${folder}`], { encoding: 'utf8', stdio: 'pipe' });
}

/** Number of private keys. `certutil -K` fails if there are none. */
export function keysOf(folder: string): number {
  const { stdout } = spawnSync('certutil', ['-K', '-d', `sql:${folder}`], { encoding: 'utf8' });
  return stdout.match(/^< ?\d+>/gm)?.length ?? 0;
}

export function itemOf(files: IdentityFiles, nickname = 'our name'): StoreItem {
  return {
    certificate: new Uint8Array(new X509Certificate(readFileSync(files.certificate)).raw),
    sha256: files.sha256,
    issuers: [],
    pkcs8: pkcs8Of(files),
    nickname,
  };
}

export function pkcs8Of(files: IdentityFiles): Uint8Array {
  return new Uint8Array(createPrivateKey(readFileSync(files.key)).export({ type: 'pkcs8', format: 'der' }));
}

/** SHA-256 of every database file, which a refused change must not affect. */
export function hashesOf(folder: string): Record<string, string> {
  const names = ['cert9.db', 'key4.db', 'pkcs11.txt', 'cert9.db-journal', 'key4.db-journal'];
  return Object.fromEntries(
    names.map((name) => {
      const file = join(folder, name);
      return [name, existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'absent'];
    }),
  );
}
