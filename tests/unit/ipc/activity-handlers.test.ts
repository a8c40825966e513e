// SPDX-License-Identifier: Apache-2.0
import { onTestFinished, expect, test } from 'vitest';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { activityHandlers } from '../../../main/ipc/handlers/activity-handlers.ts';
import { createVaultAccess, type VaultAccess } from '../../../main/vault/vault-access.ts';
import type { ActivityFilter } from '../../../shared/ipc/calls/vault/activity.ts';
import { contract } from '../../../shared/ipc/contract.ts';
import { makeSealedVault, sealedPassphrase, swapEnvelopes, tamper } from '../../support/vault/sealed-vault.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';

function accessTo(folder: string) {
  const vault = createVaultAccess(folder, { ...testVaultOptions(), unlockAtStart: false });
  onTestFinished(() => {
    vault.close();
  });
  return vault;
}

const handlersOver = (vault: VaultAccess) => activityHandlers({ services: { vault } } as HandlerParts);

test('[K07] the activity calls list pages, verify and accept, as the contract declares', async () => {
  const { folder } = await makeSealedVault();
  tamper(folder, swapEnvelopes);
  tamper(folder, (database) => {
    // An unknown event and malformed details: the page must still appear.
    database.exec(
      `INSERT INTO log VALUES (8, 'x', 'no-such-event', 'not json', '', ''), (9, 'y', 'locked', '[1]', '', '')`,
    );
  });
  const vault = accessTo(folder);
  const handlers = handlersOver(vault);
  const list = async (before: number | null, limit: number) =>
    contract.activity.list.output.parse(await handlers.list({ before, limit }));

  const newest = await list(null, 3);
  expect(newest.total).toBe(9);
  expect(newest.entries.map(({ seq, event, sealed }) => [seq, event, sealed])).toEqual([
    [9, 'locked', null],
    [7, 'annotated', null],
  ]);
  expect((await list(7, 2)).entries.map(({ seq }) => seq)).toEqual([6, 5]);

  await expect(handlers.acceptSeal()).rejects.toMatchObject({ code: 'vault-locked' });
  await (await vault.require()).unlock({ kind: 'passphrase', secret: sealedPassphrase });
  const report = contract.activity.verify.output.parse(await handlers.verify());
  expect(report).toMatchObject({ seal: 'broken', entries: 10 });
  expect(report.findings.map(({ problem }) => problem)).toEqual(['log-chain', 'key-swapped', 'key-swapped']);
  expect((await list(null, 200)).entries.every(({ sealed }) => sealed === false)).toBe(true);

  const status = contract.activity.acceptSeal.output.parse(await handlers.acceptSeal());
  expect(status).toMatchObject({ seal: 'sealed', state: 'unlocked' });
  const [accepted] = (await list(null, 1)).entries;
  expect(accepted).toMatchObject({ event: 'seal-accepted', detail: { what: 'log-chain key-swapped' }, sealed: true });
});

test('[K07] without a vault, the list is empty and verifying is refused', async () => {
  const handlers = handlersOver(accessTo(temporaryFolder()));
  const { entries, total, counts } = contract.activity.list.output.parse(
    await handlers.list({ before: null, limit: 10 }),
  );
  expect([entries, total, new Set(Object.values(counts))]).toEqual([[], 0, new Set([0])]);
  await expect(handlers.verify()).rejects.toMatchObject({ code: 'vault-missing' });
});

test('[K07] the log can be filtered by kind, and searched by words and entry details', async () => {
  const { folder } = await makeSealedVault();
  tamper(folder, (database) => {
    database.exec(`INSERT INTO log VALUES (8, 'x', 'installed', '{"what":"Firefox (default)"}', '', ''),
      (9, 'y', 'installed', 'not json', '', ''), (10, 'z', 'no-such-event', '{"what":"firefox"}', '', '')`);
  });
  const handlers = handlersOver(accessTo(folder));
  const list = async (filter: ActivityFilter) =>
    contract.activity.list.output.parse(await handlers.list({ before: null, limit: 10, filter }));
  const nothing = { kind: null, search: '', named: [] };

  const installs = await list({ ...nothing, kind: 'install' });
  expect(installs.entries.map(({ seq }) => seq)).toEqual([9, 8]);
  expect([installs.total, installs.counts.install]).toEqual([2, 2]);
  const firefox = await list({ ...nothing, search: 'FIREFOX' });
  expect(firefox.entries.map(({ seq }) => seq)).toEqual([8]);
  expect(firefox.counts.install).toBe(2);
  const worded = await list({ ...nothing, search: '安装', named: ['installed'] });
  expect(worded.total).toBe(2);
  expect(await list({ ...nothing, search: '没有这个人' })).toMatchObject({ entries: [], total: 0 });
});

test('[F04] [K07] an import of several files is one entry with its count', async () => {
  const { folder } = await makeSealedVault();
  const batch = '11111111-1111-4111-8111-111111111111';
  const detail = (digit: string) =>
    JSON.stringify({ certificates: [digit.repeat(64)], count: 1, keys: 1, what: `file ${digit}`, batch });
  tamper(folder, (database) => {
    const insert = database.prepare(`INSERT INTO log VALUES (?, 'x', ?, ?, '', '')`);
    insert.run(8, 'imported', detail('a'));
    insert.run(9, 'locked', 'not json');
    insert.run(10, 'imported', detail('b'));
    insert.run(11, 'imported', '{"count":1}');
    insert.run(12, 'imported', detail('c'));
  });
  const handlers = handlersOver(accessTo(folder));
  const list = async (before: number | null, filter?: ActivityFilter) =>
    contract.activity.list.output.parse(await handlers.list({ before, limit: 3, ...(filter && { filter }) }));
  const { entries, total, counts } = await list(null);
  expect(entries.map(({ seq }) => seq)).toEqual([11, 9, 8]);
  const certificates = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
  expect(entries[2]?.detail).toEqual({ certificates, count: 3, keys: 3 });
  expect((await list(8)).entries.map(({ seq }) => seq)).toEqual([7, 6, 5]);
  expect(total).toBe(10);
  const imports = await list(null, { kind: 'import', search: '', named: [] });
  expect(counts.import).toBe(imports.total);
  const searched = await list(null, { kind: null, search: 'file b', named: [] });
  expect(searched.entries).toMatchObject([{ seq: 8, detail: { certificates, count: 3 } }]);
  expect(await list(1)).toMatchObject({ entries: [], total: 10 });
});
