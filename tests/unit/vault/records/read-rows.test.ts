// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { allRows, listRows } from '../../../../main/vault/store/rows/certificate-queries.ts';
import { makeManyCertificates } from '../../../support/vault/many-certificates.ts';
import { pauseAtEachStep } from '../../../support/vault/pausing-steps.ts';
import { newTestVault } from '../../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'many.pem', path: null, downloadedFrom: null } as const;
const { certificates } = makeManyCertificates(3000);

async function fullVault() {
  const vault = newTestVault();
  await vault.importItems({ certificates, keys: [], origin });
  return vault;
}

beforeEach(pauseAtEachStep);
afterEach(() => vi.restoreAllMocks());

describe('rows read in steps', () => {
  test('[L07] equal the list in its order, and leave the thread free in between', async () => {
    const vault = await fullVault();
    const [first, second] = vault.listRows({ search: '' });
    await vault.tag([first?.sha256 ?? ''], { add: ['网银'], remove: [] });
    await vault.deletion.moveToTrash([second?.sha256 ?? '']);
    const state = { done: false };
    const reading = vault.readRows().finally(() => (state.done = true));
    let turns = 0;
    while (!state.done) {
      await setImmediate();
      turns += 1;
    }
    const read = await reading;
    expect(read?.revision).toBe(vault.revision);
    expect(read?.rows).toEqual(vault.listRows({ search: '' }));
    expect(read?.rows).toHaveLength(2999);
    expect(turns).toBeGreaterThan(1);
  });

  test('[L07] give no partial result after a change in between', async () => {
    const vault = await fullVault();
    const [first] = vault.listRows({ search: '' });
    const reading = vault.readRows();
    await setImmediate();
    await vault.tag([first?.sha256 ?? ''], { add: ['网银'], remove: [] });
    expect(await reading).toBeNull();
  });

  test('[L07] allow residue to be erased in between', async () => {
    const vault = await fullVault();
    const [first] = vault.listRows({ search: '' });
    await vault.deletion.moveToTrash([first?.sha256 ?? '']);
    const reading = vault.readRows();
    await setImmediate();
    expect(await vault.deletion.purge(null)).toMatchObject({ purged: 1, residueLeft: false });
    expect(await reading).toBeNull();
    expect((await vault.readRows())?.rows).toHaveLength(2999);
  });

  test('[L07] are the same certificates when their row numbers change in between', async () => {
    const vault = await fullVault();
    const { folder } = vault;
    vault.close();
    const database = new DatabaseSync(join(folder, 'vault.sqlite'));
    onTestFinished(() => database.close());
    const expected = listRows(database, '');
    const steps = allRows(database);
    expect(steps.next().done).toBe(false);
    // VACUUM may renumber rows, so that the same numbers mean different rows.
    database.exec('UPDATE certificates SET rowid = -rowid; UPDATE certificates SET rowid = 3001 + rowid');
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value).toHaveLength(3000);
    expect(step.value).toEqual(expected);
  });

  test('[L07] end as cancelled when the vault is closed in between', async () => {
    const vault = await fullVault();
    const reading = vault.readRows();
    await setImmediate();
    vault.close();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('texts of a search read in steps', () => {
  test('[L02] [L07] come in the requested order, and leave the thread free in between', async () => {
    const vault = await fullVault();
    const rows = vault.listRows({ search: '' }).toReversed();
    await vault.tag([rows[0]?.sha256 ?? ''], { add: ['网银'], remove: [] });
    const state = { done: false };
    const reading = vault.readSearchTexts(rows.map(({ sha256 }) => sha256)).finally(() => (state.done = true));
    let turns = 0;
    while (!state.done) {
      await setImmediate();
      turns += 1;
    }
    const texts = (await reading) ?? [];
    expect(texts).toHaveLength(3000);
    expect(rows.every(({ sha256 }, index) => texts[index]?.endsWith(sha256))).toBe(true);
    expect(texts[0]).toContain('网银');
    expect(turns).toBeGreaterThan(2);
  });

  test('[L02] [L07] give no result after a change in between or for a deleted certificate', async () => {
    const vault = await fullVault();
    const ids = vault.listRows({ search: '' }).map(({ sha256 }) => sha256);
    const reading = vault.readSearchTexts(ids);
    await setImmediate();
    await vault.tag(ids.slice(0, 1), { add: ['网银'], remove: [] });
    expect(await reading).toBeNull();
    await vault.deletion.moveToTrash(ids.slice(0, 1));
    expect(await vault.readSearchTexts(ids)).toBeNull();
  });
});
