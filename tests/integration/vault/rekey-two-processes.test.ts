// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openVault } from '../../../main/vault/open-vault.ts';
import { makeRekeyTemplate } from '../../support/vault/rekey-template.ts';
import { rowsOf } from '../../support/vault/vault-database.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { committedIn, startVaultScript, writeIdentities } from '../../support/vault/vault-processes.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';

const keys = 150;
const imported = 100;

test('[K04] [K08] imports during and after a re-keying lose no key and leave none to the old identity', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'identities.jsonl');
  const all = await writeIdentities(file, imported * 2);
  const template = await makeRekeyTemplate(join(folder, 'vault'), keys);
  // Unlocked before the re-keying and unaware of it.
  const holder = openVault(template.folder, testVaultOptions());
  await holder.unlock({ kind: 'passphrase', secret: 'stays' });
  const former = rowsOf(template.folder, 'SELECT recipient FROM vault')[0];
  const countKeys = () => Number(rowsOf(template.folder, 'SELECT count(*) AS n FROM keys')[0]?.['n']);
  const gate = join(folder, 'gate');
  const during = startVaultScript('import-many', template.folder, file, '0', String(imported), gate);
  await during.printed(1);
  const rekeyer = openVault(template.folder, testVaultOptions());
  const counts: number[] = [];
  const progress = (fraction: number | null) => {
    if (fraction === 0) writeFileSync(gate, '');
    if (fraction !== null) counts.push(countKeys());
  };
  await rekeyer.protectorChanges.changePassphrase('stays', 'next', { rekey: true }, { progress });
  rekeyer.close();
  const importedDuring = await during.finished;
  const after = startVaultScript('import-many', template.folder, file, String(imported), String(imported));
  const importedAfter = await after.finished;
  expect({ importedDuring: importedDuring.code, importedAfter: importedAfter.code }).toEqual({
    importedDuring: 0,
    importedAfter: 0,
  });
  expect([...committedIn(importedDuring.lines), ...committedIn(importedAfter.lines)]).toEqual(all);
  // The import did overlap the re-keying.
  expect(counts.at(-1)).toBeGreaterThan(counts[0] ?? Infinity);
  expect(rowsOf(template.folder, 'SELECT recipient FROM vault')[0]).not.toEqual(former);
  await expect(holder.withPrivateKey(all[0] ?? '', async () => await Promise.resolve())).rejects.toMatchObject({
    code: 'vault-locked',
  });
  holder.close();
  const vault = openVault(template.folder, testVaultOptions());
  await vault.unlock({ kind: 'passphrase', secret: 'next' });
  const total = keys + imported * 2;
  expect(await vault.verify()).toMatchObject({ findings: [], certificates: total, keys: total, keysOpened: true });
  expect(vault.listRows({ search: '' }).every((row) => row.hasPrivateKey)).toBe(true);
  vault.close();
});

test('[K04] two processes that resume the same re-keying at once end with one identity', async () => {
  const folder = temporaryFolder();
  const template = await makeRekeyTemplate(join(folder, 'vault'), keys);
  const rekey = startVaultScript('rekey', template.folder, 'change-passphrase');
  await rekey.printed(4);
  rekey.kill();
  await rekey.finished;
  expect(rowsOf(template.folder, 'SELECT 1 FROM pending_rekey')).toHaveLength(1);
  const both = [1, 2].map(() => startVaultScript('rekey', template.folder, 'resume', 'next'));
  const results = await Promise.all(both.map(async (script) => await script.finished));
  expect(results.map(({ code, lines }) => [code, lines.at(-1)])).toEqual([
    [0, 'done'],
    [0, 'done'],
  ]);
  const vault = openVault(template.folder, testVaultOptions());
  await vault.unlock({ kind: 'passphrase', secret: 'next' });
  expect(await vault.status()).toMatchObject({ rekeying: null, protectors: [{}, {}] });
  expect(await vault.verify()).toMatchObject({ findings: [], keys, keysOpened: true });
  expect(rowsOf(template.folder, "SELECT count(*) AS n FROM log WHERE event = 'rekeyed'")).toEqual([{ n: 1 }]);
  vault.close();
});
