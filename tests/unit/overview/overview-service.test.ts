// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createServices } from '../../../main/services.ts';
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';
import { overviewSchema } from '../../../shared/schemas/overview.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { wholeQuery } from '../../support/contract/whole-query.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { confirmNewCode } from '../../support/vault/recovery-groups.ts';
import { backupRow } from '../../support/vault/backup-row.ts';
import { memoryOsStore } from '../../support/vault/memory-os-store.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const day = 86_400_000;
const now = new Date('2026-11-28T07:40:00Z');
const inDays = (days: number): Date => new Date(Math.floor((now.getTime() + days * day) / 1000) * 1000);

function start(apart?: Parameters<typeof createServices>[0]['apart']) {
  const services = createServices({
    dataFolder: join(temporaryFolder(), 'vault'),
    stateFolder: join(temporaryFolder(), 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    now: () => now,
    ...(apart && { apart }),
  });
  onTestFinished(() => services.close());
  /** Valid `from` to `until`, in days from now. */
  const add = async (subject: string, until: number, from = -400) => {
    const times = { notBefore: inDays(from), notAfter: inDays(until) };
    const { certificate, sha256 } = await makeIdentity(subject, null, undefined, times);
    await (await services.vault.requireOrCreate()).importItems({ certificates: [certificate], keys: [], origin });
    return sha256;
  };
  const read = async () => overviewSchema.parse(await services.overview.read());
  return { services, add, read };
}

describe('[L09] the overview', () => {
  test('is empty without a vault, and creates none', async () => {
    const { services, read } = start();
    expect(await read()).toMatchObject({ tasks: [], certificates: [], own: 0, watched: [], nextReminder: null });
    expect((await services.vault.status()).exists).toBe(false);
  });

  test('shows up to six certificates, soonest first and expired ones last, without superseded ones', async () => {
    const { services, add, read } = start();
    const later = await add('CN=later', 300);
    const sooner = await add('CN=sooner', 20);
    const over = await add('CN=over', -3);
    await add('CN=renewed', -5, -700);
    const renewed = await add('CN=renewed', 340, -10);
    const { certificates, own, counts, tasks, changesAt } = await read();
    expect(certificates.map(({ sha256 }) => sha256)).toEqual([sooner, later, renewed, over]);
    expect(own).toBe(4);
    expect(counts).toMatchObject({ valid: 2, expiring: 1, expired: 2 });
    expect(tasks).toMatchObject([
      { kind: 'expired', count: 1, only: [over], items: [{ sha256: over }] },
      { kind: 'expiring', count: 1, only: [sooner], days: 20, soon: 0, items: [{ sha256: sooner }] },
      { kind: 'key-missing', count: 3 },
    ]);
    expect(Date.parse(changesAt ?? '')).toBeGreaterThan(now.getTime());
    const query: CertificateQuery = { ...wholeQuery, only: [later, over], expired: 'folded' };
    const { rows, facets } = await services.certificates.page({ query, offset: 0, limit: 9, facets: true });
    expect(rows.map(({ sha256 }) => sha256)).toEqual([over, later]);
    expect([facets?.matching, facets?.expired]).toEqual([2, null]);
  });

  test('names the five that expire first if there are more than six', async () => {
    const { add, read } = start();
    const all: string[] = [];
    for (const until of [70, 80, 90, 100, 110, 120, 130]) all.push(await add(`CN=${until}`, until));
    await add('CN=over', -300);
    const { certificates, own } = await read();
    expect(own).toBe(8);
    expect(certificates.map(({ sha256 }) => sha256)).toEqual(all.slice(0, 5));
  });

  test('[D04] counts a typed entry like a certificate', async () => {
    const { services, read } = start();
    const { id } = await services.watched.add({ name: 'U盾', lastDay: '2026-12-10', place: null });
    const { watched, tasks, nextReminder } = await read();
    expect(watched.map((each) => each.id)).toEqual([id]);
    expect(tasks).toMatchObject([{ kind: 'expiring', count: 1, items: [{ about: id, sha256: null, name: 'U盾' }] }]);
    expect(nextReminder).toMatchObject({ name: 'U盾' });
  });

  test('[E08] shows a reported loss as a task until the certificate is in the trash', async () => {
    const { services, add, read } = start();
    const sha256 = await add('CN=lost,OU=海川银行', 200);
    await services.losses.report({ sha256s: [sha256], kind: 'lost' });
    const task = { kind: 'loss', count: 1, items: [{ sha256, loss: 'lost' }] };
    expect((await read()).tasks).toMatchObject([{ ...task, unnotified: ['海川银行'] }]);
    await services.losses.mark({ sha256s: [sha256], step: 'notified', done: true });
    expect((await read()).tasks).toMatchObject([{ ...task, unnotified: [] }]);
    await (await services.vault.require()).deletion.moveToTrash([sha256]);
    expect((await read()).tasks).toEqual([]);
  });

  async function vaultWithKey() {
    const { services, read } = start({ finder: { find: async () => [] }, osStore: memoryOsStore() });
    const vault = await services.vault.requireOrCreate();
    await vault.initialiseProtectors({ useOsStore: true, recoveryCode: 'later' });
    const times = { notBefore: inDays(-10), notAfter: inDays(200) };
    const { certificate, key, sha256 } = await makeIdentity('CN=张三', null, undefined, times);
    await vault.importItems({ certificates: [certificate], keys: [key], origin });
    const { revision } = await vault.status();
    return { vault, read, revision, sha256 };
  }

  test('[B04] [K01] finds all backups here if only an unsaved recovery code opens the other one', async () => {
    const { vault, read, revision, sha256 } = await vaultWithKey();
    const row = backupRow(now.toISOString(), { revision, place: vault.folder });
    const held = [{ sha256, hasKey: true }];
    await vault.backups.record(row, held);
    const place = { id: crypto.randomUUID(), kind: 'webdav', place: 'https://dav.example.com/' } as const;
    await vault.backups.record({ ...row, ...place, byPassphrase: false }, held);
    const kinds = async () => (await read()).tasks.map(({ kind }) => kind);
    expect(await kinds()).toContain('backup-here');
    await vault.backups.record({ ...row, ...place, id: crypto.randomUUID() }, held);
    expect(await kinds()).not.toContain('backup-here');
  });

  test('[B04] [K01] asks for another backup after a new recovery code, until one opens with it', async () => {
    const { vault, read, revision, sha256 } = await vaultWithKey();
    const row = backupRow(inDays(-7).toISOString(), { revision, kind: 'webdav', place: 'https://dav.example.com/' });
    const held = [{ sha256, hasKey: true }];
    await vault.backups.record(row, held);
    const kinds = async () => (await read()).tasks.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['recovery-code']);
    await confirmNewCode(vault);
    expect(await kinds()).toEqual(['backup-code']);
    const later = inDays(1).toISOString();
    await vault.backups.record({ ...row, id: crypto.randomUUID(), createdAt: later, byRecovery: true }, held);
    expect(await kinds()).toEqual([]);
  });

  test('[E08] [L05] never counts a stolen certificate as expiring', async () => {
    const { services, add, read } = start();
    const sha256 = await add('CN=stolen', 10);
    await services.losses.report({ sha256s: [sha256], kind: 'stolen' });
    const { tasks, own, counts } = await read();
    expect(tasks.map(({ kind }) => kind)).toEqual(['loss']);
    expect(counts).toMatchObject({ valid: 0, expiring: 0 });
    expect(own).toBe(1);
    const inMonth = { search: '', filter: 'all', tag: null, month: '2026-12', expired: 'mixed' } as const;
    const order = { includeAuthorities: false, sort: { by: 'expiry', descending: false }, group: 'none' } as const;
    const query = { ...inMonth, ...order, language: 'en' } as const;
    const listed = async (asked: CertificateQuery) => {
      const { rows, facets } = await services.certificates.page({ query: asked, offset: 0, limit: 5, facets: true });
      return [rows.length, facets?.filters.expiring];
    };
    const expiring = { ...query, filter: 'expiring', month: null } as const;
    for (const asked of [query, expiring]) expect(await listed(asked)).toEqual([0, 0]);
    await services.losses.withdraw({ sha256s: [sha256] });
    for (const asked of [query, expiring]) expect(await listed(asked)).toEqual([1, 1]);
    expect((await read()).counts.expiring).toBe(1);
  });
});
