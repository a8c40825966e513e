// SPDX-License-Identifier: Apache-2.0
import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRenewalService } from '../../../main/enrolment/renewal/renewal-service.ts';
import type { CertificateStore, StoreFinder } from '../../../main/stores/store-port.ts';
import { askFor } from '../../support/enrolment/ask-for.ts';
import { renewedIdentities } from '../../support/enrolment/renewed-identities.ts';
import { testAuthority } from '../../support/enrolment/test-authority.ts';
import {
  certutil,
  finderOf,
  hashesOf,
  homeWithTwoStores,
  keysOf,
  passwordFile,
} from '../../support/stores/nss-home.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import { storesWithVault } from '../../support/stores/stores-with-vault.ts';

const missing = missingTools('certutil', 'openssl');
const quiet = { signal: new AbortController().signal, progress: () => undefined };
const none: ReadonlyMap<string, string> = new Map();

/** The CA isn't contacted here. */
const noAuthority = {} as Parameters<typeof createRenewalService>[0]['enrolment'];

type Options = Parameters<typeof renewedIdentities>[1];

/** The old certificate is in both stores and the vault, the new one only in the vault. */
async function renewed(options: Options = {}, finder: (home: string) => StoreFinder = finderOf) {
  const { home, folders, storeIds } = homeWithTwoStores();
  const parts = await storesWithVault(finder(home));
  const { stores, put } = parts;
  const { authority, old, fresh } = renewedIdentities(home, options);
  await put({ certificate: authority.certificate });
  await put(old);
  await stores.install({ certificates: [old.sha256], storeIds, passwords: [] }, quiet);
  await put(fresh);
  const serviceOf = (own = stores) => {
    const { access: vault, certificates, foreign: parse, now } = parts;
    return createRenewalService({ vault, stores: own, certificates, parse, now, enrolment: noAuthority });
  };
  const pair = { old: old.sha256, successor: fresh.sha256 };
  /** SHA-256 hashes of the certificates that a store holds with their keys. */
  const inside = async (storeId: string, own = stores) => {
    const query = { search: '', place: storeId, finding: null, includeAuthorities: false, offset: 0, limit: 100 };
    const { rows } = await own.inventory(query);
    return rows
      .filter(({ places }) => places.some((each) => each.storeId === storeId && each.hasKey))
      .map((r) => r.sha256);
  };
  const signs = async (sha256: string, storeId: string, own = stores) => {
    const { proofs } = await own.test({ sha256, storeId, password: null }, quiet);
    return proofs.some(({ kind, passed }) => kind === 'signed' && passed);
  };
  const [chromium, firefox] = folders;
  return { ...parts, pair, storeIds, chromium, firefox, serviceOf, renewal: serviceOf(), inside, signs, home, old };
}

describe.skipIf(missing.length > 0)(`replacing a certificate by its renewal${skipReason(missing)}`, () => {
  test('[E07] tests the new one in each store, removes the old one and keeps it in the vault', async () => {
    const { renewal, pair, storeIds, chromium, firefox, inside, vault, certificates } = await renewed();
    expect(await renewal.pairsOf(pair.old)).toEqual([pair]);
    expect(await renewal.pairsOf(pair.successor)).toEqual([pair]);
    expect((await renewal.plan(pair)).map(({ storeId, todo }) => [storeId, todo])).toEqual(
      storeIds.map((id) => [id, 'replace']),
    );
    const places = await renewal.replace(pair, none, quiet);
    expect(places).toMatchObject(
      storeIds.map((storeId) => ({
        storeId,
        outcome: 'replaced',
        code: null,
        proofs: [{ kind: 'signed', passed: true }, { kind: 'present' }],
      })),
    );
    for (const storeId of storeIds) expect(await inside(storeId)).toEqual([pair.successor]);
    expect({ chromium: keysOf(chromium), firefox: keysOf(firefox) }).toEqual({ chromium: 1, firefox: 1 });
    expect(vault.getRow(pair.old)).toMatchObject({ hasPrivateKey: true, deletedAt: null });
    expect(await certificates.summary(pair.old)).toMatchObject({ status: 'superseded', supersededBy: pair.successor });
    expect(vault.installed.journal()).toEqual([]);
    expect((await renewal.replace(pair, none, quiet)).map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(await renewal.pairsOf(pair.old)).toEqual([pair]);
    expect(await renewal.pairsOf(pair.successor)).toEqual([]);
  });

  test('[E07] [S08] leaves a read-only store and one with a primary password unchanged and reports why', async () => {
    const { renewal, pair, storeIds, chromium, firefox, inside, signs } = await renewed();
    for (const name of ['cert9.db', 'key4.db']) chmodSync(`${chromium}/${name}`, 0o400);
    certutil(firefox, ['-W', '-f', passwordFile(firefox, ''), '-@', passwordFile(`${firefox}/x`, 'primary1')]);
    const before = [hashesOf(chromium), hashesOf(firefox)];
    const [first = '', second = ''] = storeIds;
    expect(await renewal.plan(pair)).toMatchObject([
      { storeId: first, todo: 'refused', code: 'store-read-only' },
      { storeId: second, todo: 'replace', needsPassword: true },
    ]);
    const refused = await renewal.replace(pair, none, quiet);
    expect(refused.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['kept', 'store-read-only'],
      ['kept', 'store-needs-password'],
    ]);
    const wrong = await renewal.replace(pair, new Map([[second, 'nonsense']]), quiet);
    expect(wrong[1]).toMatchObject({ outcome: 'kept', code: 'store-wrong-password' });
    expect([hashesOf(chromium), hashesOf(firefox)]).toEqual(before);
    expect(await inside(first)).toEqual([pair.old]);
    expect(await signs(pair.old, first)).toBe(true);
    const right = await renewal.replace(pair, new Map([[second, 'primary1']]), quiet);
    expect(right.map(({ outcome }) => outcome)).toEqual(['kept', 'replaced']);
    expect(await inside(second)).toEqual([pair.successor]);
    for (const name of ['cert9.db', 'key4.db']) chmodSync(`${chromium}/${name}`, 0o600);
    // The first store is writable now.
    const last = await renewal.replace(pair, none, quiet);
    expect(last.map(({ storeId, outcome }) => [storeId, outcome])).toEqual([
      [first, 'replaced'],
      [second, 'done'],
    ]);
  });

  test('[E07] a certificate with the same end date is the successor if it answers the request', async () => {
    const same = ['20260101000000Z', '20990101000000Z'] as const;
    const { renewal, pair, vault, storeIds } = await renewed({ old: { dates: same }, fresh: { dates: same } });
    expect(await renewal.pairsOf(pair.old)).toEqual([]);
    await askFor(vault, 'CN=张三,C=CN', { purpose: 'renew', renews: pair.old });
    expect(await renewal.pairsOf(pair.old)).toEqual([]);
    await vault.enrolment.finish(vault.enrolment.requests()[0]?.id ?? '', pair.successor);
    expect(await renewal.pairsOf(pair.old)).toEqual([pair]);
    expect(await renewal.pairsOf(pair.successor)).toEqual([pair]);
    expect((await renewal.plan(pair)).map(({ storeId }) => storeId)).toEqual(storeIds);
  });

  test.each([
    ['other-use', { fresh: { usage: 'emailProtection' }, old: { usage: 'clientAuth,emailProtection' } }],
    ['other-names', { fresh: { subject: '/CN=李四/C=CN' } }],
    ['expired', { fresh: { dates: ['20250101000000Z', '20260101000000Z'] as const } }],
    ['not-yet-valid', { fresh: { dates: ['20990101000000Z', '21000101000000Z'] as const } }],
  ])('[E07] %s: changes nothing and reports the reason', async (reason, options) => {
    const { renewal, pair, chromium, firefox } = await renewed(options);
    const before = [hashesOf(chromium), hashesOf(firefox)];
    await expect(renewal.replace(pair, none, quiet)).rejects.toMatchObject({
      code: 'replacement-invalid',
      details: { reason },
    });
    expect([hashesOf(chromium), hashesOf(firefox)]).toEqual(before);
  });

  test('[E07] refuses a certificate that another CA of the same name signed', async () => {
    const { home } = homeWithTwoStores();
    const { renewal, pair } = await renewed({ by: testAuthority(home, { keyId: false }) });
    await expect(renewal.replace(pair, none, quiet)).rejects.toMatchObject({ details: { reason: 'chain-broken' } });
  });

  test('[E07] changes nothing while the vault is locked', async () => {
    const { renewal, pair, chromium, firefox, vault } = await renewed();
    const before = [hashesOf(chromium), hashesOf(firefox)];
    vault.lock();
    await expect(renewal.replace(pair, none, quiet)).rejects.toMatchObject({ code: 'vault-locked' });
    expect([hashesOf(chromium), hashesOf(firefox)]).toEqual(before);
  });

  test('[E07] imports an old key that only the browser has before removing it there', async () => {
    const { renewal, pair, storeIds, vault, inside } = await renewed();
    await vault.deletion.moveToTrash([pair.old]);
    await vault.deletion.purge([pair.old]);
    expect(vault.getRow(pair.old)).toBeNull();
    expect(await renewal.pairsOf(pair.successor)).toEqual([pair]);
    const places = await renewal.replace(pair, none, quiet);
    expect(places.map(({ outcome }) => outcome)).toEqual(['replaced', 'replaced']);
    expect(vault.getRow(pair.old)).toMatchObject({ hasPrivateKey: true });
    expect(await inside(storeIds[0] ?? '')).toEqual([pair.successor]);
  });

  test('[E07] removes a new one that fails to sign in the store and keeps the old one working', async () => {
    const broken: { sha256: string } = { sha256: '' };
    const finder = (home: string): StoreFinder =>
      changed(finderOf(home), (store) => ({
        ...store,
        async sign(sha256, challenge, password) {
          const signed = await store.sign(sha256, challenge, password);
          if (sha256 === broken.sha256) signed.signature[0] = (signed.signature[0] ?? 0) ^ 1;
          return signed;
        },
      }));
    const { renewal, pair, storeIds, inside, signs, vault } = await renewed({}, finder);
    broken.sha256 = pair.successor;
    const places = await renewal.replace(pair, none, quiet);
    expect(places.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['kept', 'proof-failed'],
      ['kept', 'proof-failed'],
    ]);
    for (const storeId of storeIds) {
      expect(await inside(storeId)).toEqual([pair.old]);
      expect(await signs(pair.old, storeId)).toBe(true);
    }
    expect(vault.installed.journal()).toEqual([]);
  });

  /** Points at which the process is killed. */
  const steps = ['install', 'installed', 'sign', 'signed', 'remove', 'removed'] as const;
  test.each(steps)(
    '[E07] [K08] killed at “%s”, leaves a working certificate, and the next run completes it',
    async (step) => {
      const dying = { now: false };
      let reached = (): void => undefined;
      const dead = new Promise<void>((resolve) => (reached = resolve));
      const at = async (name: (typeof steps)[number]): Promise<void> => {
        if (!dying.now || name !== step) return;
        reached();
        await new Promise(() => undefined);
      };
      const finder = (home: string): StoreFinder =>
        changed(finderOf(home), (store) => ({
          ...store,
          async install(...input) {
            await at('install');
            await store.install(...input);
            await at('installed');
          },
          async sign(...input) {
            await at('sign');
            const signed = await store.sign(...input);
            await at('signed');
            return signed;
          },
          async remove(...input) {
            await at('remove');
            const removed = await store.remove(...input);
            await at('removed');
            return removed;
          },
        }));
      const all = await renewed({}, finder);
      const { renewal, pair, storeIds, again, serviceOf, inside, signs, vault, home } = all;
      dying.now = true;
      const left = renewal.replace(pair, none, quiet);
      await Promise.race([dead, left]);
      // Simulate a restart over the same files.
      const next = again(finderOf(home));
      for (const storeId of storeIds) {
        const there = await inside(storeId, next);
        const isGone = step === 'removed' && storeId === storeIds[0];
        expect(there.includes(pair.old)).toBe(!isGone);
        for (const sha256 of there) expect(await signs(sha256, storeId, next)).toBe(true);
      }
      const places = await serviceOf(next).replace(pair, none, quiet);
      expect(places.map(({ outcome }) => outcome).toSorted()).toEqual(
        step === 'removed' ? ['done', 'replaced'] : ['replaced', 'replaced'],
      );
      for (const storeId of storeIds) {
        expect(await inside(storeId, next)).toEqual([pair.successor]);
        expect(await signs(pair.successor, storeId, next)).toBe(true);
      }
      expect(vault.installed.journal()).toEqual([]);
    },
  );
});

function changed(finder: StoreFinder, change: (store: CertificateStore) => CertificateStore): StoreFinder {
  return { find: async () => (await finder.find()).map(change) };
}
