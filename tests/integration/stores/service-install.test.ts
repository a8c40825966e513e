// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { certutil, finderOf, homeWithTwoStores, keysOf } from '../../support/stores/nss-home.ts';
import { missingTools, openssl, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { storesWithVault } from '../../support/stores/stores-with-vault.ts';

const missing = missingTools('certutil', 'openssl');
const quiet = { signal: new AbortController().signal, progress: () => undefined };
const inventoryOf = { search: '', place: null, finding: null, includeAuthorities: false, offset: 0, limit: 100 };

const listed = (folder: string) =>
  certutil(folder, ['-L'])
    .split('\n')
    .filter((line) => line.includes('u,u,u')).length;

function chainFiles(folder: string) {
  const at = (name: string) => join(folder, name);
  const make = (name: string, subject: string, more: readonly string[]) =>
    execFileSync(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -keyout ${at(`${name}.key`)} -out ${at(`${name}.pem`)}`
        .split(' ')
        .concat('-subj', subject, ...more),
      { stdio: 'pipe' },
    );
  const by = (name: string) => ['-CA', at(`${name}.pem`), '-CAkey', at(`${name}.key`)];
  make('root', '/CN=The Root', []);
  make('issuer', '/CN=The Issuer', [...by('root'), '-addext', 'basicConstraints=critical,CA:TRUE']);
  make('leaf', '/CN=The Person', [...by('issuer'), '-addext', 'basicConstraints=critical,CA:FALSE']);
  return { root: at('root.pem'), issuer: at('issuer.pem'), leaf: at('leaf.pem'), leafKey: at('leaf.key') };
}

describe.skipIf(missing.length > 0)(
  `installs through the service, into real NSS databases${skipReason(missing)}`,
  () => {
    test('[S02] installs issuers without trust but no root, and the chain verifies', async () => {
      const { home, folders, storeIds } = homeWithTwoStores();
      const { stores, put, vault } = await storesWithVault(finderOf(home));
      const files = chainFiles(home);
      await put({ certificate: files.root });
      await put({ certificate: files.issuer });
      const sha256 = await put({ certificate: files.leaf, key: files.leafKey });
      const pair = { certificates: [sha256], storeIds: storeIds.slice(0, 1) };
      expect((await stores.planInstall(pair)).items).toMatchObject([{ outcome: 'install', withIssuers: 1 }]);
      const { items } = await stores.install({ ...pair, passwords: [] }, quiet);
      expect(items).toMatchObject([{ outcome: 'installed', proofs: [{ kind: 'signed', passed: true }, {}] }]);
      const [folder] = folders;
      const lines = certutil(folder, ['-L']);
      expect(lines).toMatch(/^The Issuer +,, *$/m);
      expect(lines).toMatch(/^The Person +u,u,u *$/m);
      expect(lines).not.toContain('The Root');
      const pem = (name: string) => {
        const file = join(home, `${name}.out.pem`);
        writeFileSync(file, certutil(folder, ['-L', '-n', name, '-a']));
        return file;
      };
      const verified = openssl(['verify', '-CAfile', files.root, '-untrusted', pem('The Issuer'), pem('The Person')]);
      expect(String(verified)).toContain(': OK');
      await vault.losses.report([sha256], 'stolen');
      expect((await stores.planInstall(pair)).items).toMatchObject([{ outcome: 'already-installed', loss: 'stolen' }]);
    });

    test('[S02] [S01] installs two certificates into two stores, and a search finds them by store', async () => {
      const { home, folders, storeIds } = homeWithTwoStores();
      const { stores, put, vault } = await storesWithVault(finderOf(home));
      const certificates: string[] = [];
      for (const name of ['one', 'two']) {
        certificates.push(await put(makeIdentityFiles(home, name, { subject: `/CN=${name}` })));
      }
      const { items } = await stores.install({ certificates, storeIds, passwords: [] }, quiet);
      expect(items.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 4 }, () => 'installed'));
      expect(folders.map((folder) => [listed(folder), keysOf(folder)])).toEqual([
        [2, 2],
        [2, 2],
      ]);
      const { rows, findings } = await stores.inventory(inventoryOf);
      expect(rows.map(({ places }) => places.map(({ storeId }) => storeId))).toEqual([storeIds, storeIds]);
      expect(Object.values(findings)).toEqual([0, 0, 0, 0]);
      expect((await stores.inventory({ ...inventoryOf, search: 'firefox two' })).rows).toMatchObject([
        { sha256: certificates[1] },
      ]);
      expect((await stores.inventory({ ...inventoryOf, place: 'vault' })).matching).toBe(0);
      expect((await stores.holders([certificates[0] ?? ''])).length).toBe(2);
      expect(await stores.holders(['0'.repeat(64)])).toEqual([]);
      expect(vault.installed.journal()).toEqual([]);
    });

    test('[S02] keeps the first pair when cancelled after it, writes nothing else and leaves no journal', async () => {
      const { home, folders, storeIds } = homeWithTwoStores();
      const { stores, put, vault } = await storesWithVault(finderOf(home));
      const sha256 = await put(makeIdentityFiles(home, 'one', { subject: '/CN=one' }));
      const other = await put(makeIdentityFiles(home, 'two', { subject: '/CN=two' }));
      const abort = new AbortController();
      let steps = 0;
      const progress = () => {
        steps += 1;
        if (steps === 2) abort.abort();
      };
      const wanted = { certificates: [sha256, other], storeIds, passwords: [] };
      const { items } = await stores.install(wanted, { signal: abort.signal, progress });
      expect(items.map(({ outcome, code }) => [outcome, code])).toEqual([
        ['installed', null],
        ['failed', 'cancelled'],
        ['not-tried', 'cancelled'],
        ['not-tried', 'cancelled'],
      ]);
      expect(folders.map((folder) => [listed(folder), keysOf(folder)])).toEqual([
        [1, 1],
        [0, 0],
      ]);
      expect(vault.installed.journal()).toEqual([]);
    });

    test('[S07] leaves the second of two certificates usable when a removal is cancelled after the first', async () => {
      const { home, folders, storeIds } = homeWithTwoStores();
      const { stores, put } = await storesWithVault(finderOf(home));
      const sha256 = await put(makeIdentityFiles(home, 'one', { subject: '/CN=one' }));
      await stores.install({ certificates: [sha256], storeIds, passwords: [] }, quiet);
      const abort = new AbortController();
      let steps = 0;
      const progress = () => {
        steps += 1;
        if (steps === 2) abort.abort();
      };
      const items = storeIds.map((storeId) => ({ sha256, storeId }));
      const done = await stores.remove(
        { items, passwords: [], evenLastCopy: false },
        { signal: abort.signal, progress },
      );
      expect(done.items.map(({ outcome }) => outcome)).toEqual(['removed', 'failed']);
      expect(folders.map((folder) => [listed(folder), keysOf(folder)])).toEqual([
        [0, 0],
        [1, 1],
      ]);
      const [, storeId = ''] = storeIds;
      const { proofs } = await stores.test({ sha256, storeId, password: null }, quiet);
      expect(proofs[0]).toMatchObject({ kind: 'signed', passed: true });
    });
  },
);
