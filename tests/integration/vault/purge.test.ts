// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openVault } from '../../../main/vault/open-vault.ts';
import { canariesIn, canaryBytes, makeCanaryVault } from '../../support/vault/canary-vault.ts';
import { killPurges } from '../../support/vault/purge-kills.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { startVaultScript } from '../../support/vault/vault-processes.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';

test('[K10] a purge leaves no byte in database, WAL or SHM while another process has the vault open', async () => {
  const made = await makeCanaryVault(join(temporaryFolder(), 'vault'), { deleted: 80, kept: 320 });
  const other = startVaultScript('hold-vault', made.folder, 'idle');
  await other.printed(1);
  const vault = openVault(made.folder, testVaultOptions());
  try {
    const canaries = made.deleted.flatMap(canaryBytes);
    // Proves that the search works: before the purge, it finds everything except encrypted notes.
    const before = new Set(canariesIn(made.folder, canaries));
    const missing = canaries.filter(([name]) => !before.has(name) && !name.startsWith('canarynote'));
    expect(missing).toEqual([]);
    expect(await vault.deletion.purge(null)).toEqual({ purged: 80, keys: 80, residueLeft: false });
    expect(readdirSync(made.folder).toSorted()).toEqual(['vault.sqlite', 'vault.sqlite-shm', 'vault.sqlite-wal']);
    expect(statSync(join(made.folder, 'vault.sqlite-wal')).size).toBe(0);
    expect(canariesIn(made.folder, canaries)).toEqual([]);
    const look = new DatabaseSync(join(made.folder, 'vault.sqlite'), { readOnly: true });
    expect(look.prepare('PRAGMA freelist_count').get()?.['freelist_count']).toBe(0);
    look.close();
    await vault.unlock({ kind: 'passphrase', secret: made.passphrase });
    expect(await vault.verify()).toEqual({
      findings: [],
      certificates: 320,
      keys: 320,
      keysOpened: true,
      seal: 'sealed',
    });
    for (const kept of made.kept) expect(await vault.readNote(kept.sha256)).toBe(kept.note);
  } finally {
    other.kill();
    vault.close();
  }
});

test('[K10] a purge reports residue while another process reads the WAL, and a later sweep removes it', async () => {
  const made = await makeCanaryVault(join(temporaryFolder(), 'vault'), { deleted: 4, kept: 4 });
  const canaries = made.deleted.flatMap(canaryBytes);
  const vault = openVault(made.folder, testVaultOptions());
  try {
    // Puts data of the deleted certificates in the WAL that the reader needs.
    await vault.annotate(made.kept[0]?.sha256 ?? '', { label: 'x' });
    const reader = startVaultScript('hold-vault', made.folder, 'reading');
    await reader.printed(1);
    expect(await vault.deletion.purge(null)).toEqual({ purged: 4, keys: 4, residueLeft: true });
    expect(vault.deletion.list()).toEqual([]);
    expect(canariesIn(made.folder, canaries).length).toBeGreaterThan(0);
    reader.kill();
    await reader.finished;
    // The next opening finds the residue marker beside the vault.
    const next = openVault(made.folder, testVaultOptions());
    expect(await next.deletion.sweep()).toEqual({ purged: 0, keys: 0, residueLeft: false });
    expect(await next.deletion.sweep()).toBe(null);
    next.close();
    expect(canariesIn(made.folder, canaries)).toEqual([]);
  } finally {
    vault.close();
  }
});

test('[K10] [K08] 12 purges killed at random moments keep the vault intact and leave no purged data', async () => {
  const folder = join(temporaryFolder(), 'kills');
  mkdirSync(folder);
  const result = await killPurges(folder, 12, 20261124);
  expect(result.faults).toEqual([]);
  // Some kills hit the purges; fewer on a busy machine.
  expect(result.inTheWork).toBeGreaterThan(2);
}, 300_000);
