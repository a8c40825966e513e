// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { holdDatabase } from '../../../support/vault/hold-database.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-cli-stores-'));
const home = join(folder, 'home');
const database = join(home, '.pki/nssdb');
const vault = join(folder, 'vault');
const [passphrase, password] = [join(folder, 'passphrase'), join(folder, 'password')];
const unlock = ['--passphrase-file', passphrase];
let first: IdentityFiles;
let second: IdentityFiles;
let storeTitle = '';

const cli = async (...argv: string[]) => runCli([...argv, '--json', '--vault', vault], { environment: { HOME: home } });
const valueOf = (answer: Awaited<ReturnType<typeof cli>>) => answer.json?.value ?? {};
const errorOf = (answer: Awaited<ReturnType<typeof cli>>) => [answer.code, answer.json?.error?.code];
const certutil = (...argv: string[]) =>
  execFileSync('certutil', [...argv, '-d', `sql:${database}`], { encoding: 'utf8', stdio: 'pipe' });
const keys = () => {
  try {
    return certutil('-K')
      .split('\n')
      .filter((line) => line.startsWith('<')).length;
  } catch {
    return 0; // certutil exits with 255 if there are no keys
  }
};
const listed = () =>
  certutil('-L')
    .split('\n')
    .filter((line) => line.includes('u,u,u')).length;
const bytes = () => ['cert9.db', 'key4.db'].map((file) => readFileSync(join(database, file)));
const inVault = (sql: string) => {
  const opened = new DatabaseSync(join(vault, 'vault.sqlite'));
  try {
    return opened.prepare(sql).all();
  } finally {
    opened.close();
  }
};

beforeAll(async () => {
  mkdirSync(database, { recursive: true });
  certutil('-N', '--empty-password');
  writeFileSync(passphrase, 'a passphrase of four words');
  writeFileSync(password, 'correct horse');
  const subject = '/CN=051@张三@110101199001011234@1/C=CN';
  first = makeIdentityFiles(folder, 'first', { subject });
  // As after a renewal: same holder, different key.
  second = makeIdentityFiles(folder, 'second', { subject, key: ['rsa:2048'] });
  await cli('import', first.p12, '--password-file', password, ...unlock);
  await cli('import', second.p12, '--password-file', password);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('stores on the command line, with a real NSS database', () => {
  test('[S01] stores list shows the store, and before an install the inventory has no places', async () => {
    const { stores } = valueOf(await cli('stores', 'list'));
    expect(stores).toMatchObject([{ name: `chromium:${database}`, state: 'ready', certificates: 0 }]);
    storeTitle = stores[0].title;
    const inventory = valueOf(await cli('stores', 'inventory'));
    // A different test's card may be plugged in; it is shown but ignored here.
    const isCard = ({ storeId }: { storeId: string }): boolean => storeId.startsWith('token:');
    const ours = inventory.certificates.filter(({ places }: { places: { storeId: string }[] }) => !places.some(isCard));
    expect(ours).toHaveLength(2);
    expect(inventory.unread.filter((each: { storeId: string }) => !isCard(each))).toEqual([]);
    expect(ours.every((each: { places: unknown[] }) => each.places.length === 0)).toBe(true);
  });

  test('[S09] [S06] install tests a signature and refuses a duplicate, leaving the database unchanged', async () => {
    for (const { sha256 } of [first, second]) {
      const { items } = valueOf(await cli('stores', 'install', sha256, '--to', 'chromium', ...unlock));
      expect(items).toMatchObject([{ sha256, outcome: 'installed' }]);
      expect(items[0].proofs).toMatchObject([
        { kind: 'signed', passed: true },
        { kind: 'present', passed: true },
      ]);
    }
    expect({ listed: listed(), keys: keys() }).toEqual({ listed: 2, keys: 2 });
    const before = bytes();
    expect(errorOf(await cli('stores', 'install', first.sha256, '--to', 'chromium'))).toEqual([7, 'already-installed']);
    expect(bytes()).toEqual(before);
    expect(inVault('SELECT * FROM store_journal')).toEqual([]);
  });

  test('[S01] [L01] the inventory merges vault and store into one row and masks identity numbers', async () => {
    const { certificates } = valueOf(await cli('stores', 'inventory', '--store', 'chromium'));
    expect(certificates.map((each: { sha256: string }) => each.sha256).toSorted()).toEqual(
      [first.sha256, second.sha256].toSorted(),
    );
    expect(certificates[0]).toMatchObject({ inVault: true, keyInVault: true, displayName: '张三' });
    expect(JSON.stringify(certificates)).not.toContain('110101199001011234');
  });

  test('[S07] remove deletes one certificate and its key, and the key of its namesake still signs', async () => {
    const remove = ['stores', 'remove', first.sha256, '--from', 'chromium'];
    expect(errorOf(await cli(...remove))).toEqual([7, 'not-confirmed']);
    expect((await cli(...remove, '--yes')).json?.value.items).toMatchObject([{ outcome: 'removed' }]);
    expect({ listed: listed(), keys: keys() }).toEqual({ listed: 1, keys: 1 });
    expect(errorOf(await cli(...remove, '--yes'))).toEqual([6, 'not-installed']);
    const proved = valueOf(await cli('stores', 'test', second.sha256, '--store', 'chromium'));
    expect(proved.proofs[0]).toMatchObject({ kind: 'signed', passed: true });
    expect(inVault(`SELECT * FROM proofs WHERE sha256 = '${first.sha256}'`)).toEqual([]);
  });

  test('[S02] [E08] a certificate reported as stolen installs with a warning', async () => {
    await cli('revoke', first.sha256, '--kind', 'stolen');
    const install = ['stores', 'install', first.sha256, '--to', 'chromium', ...unlock];
    const said = await runCli([...install, '--vault', vault], { environment: { HOME: home, LANG: 'en_GB.UTF-8' } });
    expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('reported as lost, stolen or exposed') });
    await cli('revoke', first.sha256, '--undo');
    await cli('stores', 'remove', first.sha256, '--from', 'chromium', '--yes');
  });

  test('[S08] a database held by another program is reported as locked, never as “not installed”', async () => {
    const release = await holdDatabase(database);
    try {
      for (const argv of [
        ['remove', second.sha256, '--from', 'chromium', '--yes'],
        ['test', second.sha256, '--store', 'chromium'],
        ['import', second.sha256, '--from', 'chromium'],
      ])
        expect(errorOf(await cli('stores', ...argv))).toEqual([7, 'store-locked']);
    } finally {
      await release();
    }
  });

  test('[S10] [S07] [K10] remove refuses the last copy of a key until it is imported into the vault', async () => {
    // Deleting the certificate from the vault leaves it in the browser, and says so.
    const deleted = await cli('delete', second.sha256, '--yes', '--force');
    expect(deleted.json?.value.installedIn).toEqual([storeTitle]);
    await cli('trash', 'purge', '--yes');
    expect(inVault(`SELECT * FROM proofs WHERE sha256 = '${second.sha256}'`)).toEqual([]);
    const remove = ['stores', 'remove', second.sha256, '--from', 'chromium', '--yes'];
    expect(errorOf(await cli(...remove))).toEqual([7, 'last-key-copy']);
    const inventory = valueOf(await cli('stores', 'inventory', '--finding', 'only-in-store'));
    expect(inventory.certificates).toMatchObject([{ sha256: second.sha256, inVault: false }]);
    const taken = await cli('stores', 'import', second.sha256, '--from', 'chromium');
    expect(taken.json?.value).toMatchObject({ added: true, keyAdded: true });
    const shown = valueOf(await cli('show', second.sha256)).certificate;
    expect(shown).toMatchObject({ hasPrivateKey: true, origin: { via: 'store' } });
    expect((await cli(...remove)).code).toBe(0);
    expect({ listed: listed(), keys: keys() }).toEqual({ listed: 0, keys: 0 });
  });

  test('[S07] an interrupted install is cleaned up, but a certificate from before it stays', async () => {
    const add = (name: string, file: string) => certutil('-A', '-n', name, '-t', ',,', '-i', file);
    add('left behind', first.certificate);
    const row = (id: string, sha256: string, certificate: boolean, spkiSha256: string) => {
      const before = { certificate, key: certificate ? false : null, spkiSha256, process: 1, computer: hostOf() };
      const at = '2020-01-01T00:00:00.000Z';
      const opened = new DatabaseSync(join(vault, 'vault.sqlite'));
      opened
        .prepare(`INSERT INTO store_journal VALUES (?, ?, ?, 'install', ?, ?)`)
        .run(id, at, `chromium:${database}`, sha256, JSON.stringify(before));
      opened.close();
    };
    row('one', first.sha256, false, 'c'.repeat(64));
    await cli('stores', 'install', second.sha256, '--to', 'chromium', ...unlock);
    expect(inVault('SELECT * FROM store_journal')).toEqual([]);
    const left = valueOf(await cli('stores', 'inventory', '--store', 'chromium')).certificates;
    expect(left).toMatchObject([{ sha256: second.sha256 }]);
    add('of before', first.certificate);
    row('two', first.sha256, true, 'c'.repeat(64));
    await cli('stores', 'remove', second.sha256, '--from', 'chromium', '--yes');
    expect(inVault('SELECT * FROM store_journal')).toEqual([]);
    const kept = valueOf(await cli('stores', 'inventory', '--store', 'chromium')).certificates;
    expect(kept).toMatchObject([{ sha256: first.sha256, findings: ['key-missing'] }]);
  });
});

function hostOf(): string {
  return execFileSync('hostname', { encoding: 'utf8' }).trim();
}
