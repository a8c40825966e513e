// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeIdentityFiles } from '../openssl/openssl-identity.ts';
import { runCli, type CliResult } from '../cli/run-cli.ts';

/** CKA_CLASS as NSS stores it: four octets, here in hex. */
const [certificate, publicKey, privateKey] = ['00000001', '00000002', '00000003'];

export type StoreCommand = (onStart?: (pid: number) => void) => Promise<CliResult>;

/** Prepares a home whose NSS database has one certificate, and a vault with that certificate and another. */
export async function prepareStoreHome(folder: string) {
  rmSync(folder, { recursive: true, force: true });
  const [home, vault, password] = [join(folder, 'home'), join(folder, 'vault'), join(folder, 'password')];
  const database = join(home, '.pki/nssdb');
  mkdirSync(database, { recursive: true });
  writeFileSync(password, 'correct horse');
  const certutil = (...argv: string[]): string =>
    execFileSync('certutil', [...argv, '-d', `sql:${database}`], { encoding: 'utf8', stdio: 'pipe' });
  certutil('-N', '--empty-password');
  const cli = async (argv: readonly string[], onStart?: (pid: number) => void): Promise<CliResult> =>
    runCli([...argv, '--json', '--yes', '--vault', vault], {
      environment: { HOME: home },
      ...(onStart && { onStart }),
    });
  const [stays, changes] = ['stays', 'changes'].map((name) => makeIdentityFiles(folder, name, { subject: '/CN=one' }));
  if (!stays || !changes) throw new Error('no identities');
  for (const { p12 } of [stays, changes]) {
    await cli(['import', p12, '--password-file', password, '--passphrase-file', password]);
  }
  const unlock = ['--passphrase-file', password];
  await cli(['stores', 'install', stays.sha256, '--to', 'chromium', ...unlock]);
  const install: StoreCommand = async (onStart) =>
    cli(['stores', 'install', changes.sha256, '--to', 'chromium', ...unlock], onStart);
  const remove: StoreCommand = async (onStart) =>
    cli(['stores', 'remove', changes.sha256, '--from', 'chromium'], onStart);
  const count = (path: string, query: string): string => {
    const opened = new DatabaseSync(path, { readOnly: true });
    try {
      return String(Object.values(opened.prepare(query).get() ?? {})[0]);
    } finally {
      opened.close();
    }
  };
  /** Reads CKA_ID of every object of a class from the file, because certutil lists no public keys. */
  const idsOf = (file: string, table: string, objectClass: string): string[] => {
    const opened = new DatabaseSync(join(database, file), { readOnly: true });
    try {
      const rows = opened.prepare(`SELECT hex(a102) AS id FROM ${table} WHERE hex(a0) = ?`).all(objectClass);
      return rows.map(({ id }) => String(id));
    } finally {
      opened.close();
    }
  };
  const staysSha256 = stays.sha256;
  const journal = (): number => Number(count(join(vault, 'vault.sqlite'), 'SELECT count(*) FROM store_journal'));
  async function judge(expected: number): Promise<string[]> {
    const faults: string[] = [];
    for (const file of ['cert9.db', 'key4.db']) {
      const said = count(join(database, file), 'PRAGMA integrity_check');
      if (said !== 'ok') faults.push(`${file}: ${said}`);
    }
    const certificates = certutil('-L')
      .split('\n')
      .filter((line) => line.includes('u,u,u')).length;
    const lines = certutil('-K')
      .split('\n')
      .filter((line) => line.startsWith('<'));
    if (certificates !== expected || lines.length !== expected) {
      faults.push(`${certificates} certificates with a key and ${lines.length} keys, not ${expected}`);
    }
    if (lines.some((line) => line.includes('orphan'))) faults.push('an orphaned key');
    const [own, halves] = [idsOf('key4.db', 'nssPrivate', privateKey), idsOf('cert9.db', 'nssPublic', publicKey)];
    const used = idsOf('cert9.db', 'nssPublic', certificate);
    for (const id of own) if (!used.includes(id)) faults.push('a private key without a certificate');
    for (const id of halves) if (!own.includes(id)) faults.push('a public key without its private key');
    for (const id of own) if (!halves.includes(id)) faults.push('a private key without its public half');
    if (journal() > 0) faults.push('the journal is not empty');
    const proved = await cli(['stores', 'test', staysSha256, '--store', 'chromium']);
    if (proved.code !== 0) faults.push(`the other certificate: ${proved.json?.error?.code}`);
    return faults;
  }
  return { install, remove, journal, judge };
}
