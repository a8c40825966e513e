// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openVault } from '../../../main/vault/open-vault.ts';
import { damageEachPage } from '../../support/damage-pages.ts';
import { newTestVault, temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { startVaultScript, writeIdentities } from '../../support/vault/vault-processes.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';

function pagesOfTheTableList(file: string): number[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const pages = database.prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno").all();
    return pages.map(({ pageno }) => Number(pageno));
  } finally {
    database.close();
  }
}

test('[K08] opening or verifying a vault reports a damaged page anywhere and never crashes', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'identities.jsonl');
  await writeIdentities(file, 12);
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  await startVaultScript('import-many', vault.folder, file, '0', '12').finished;
  vault.close();
  const outcomes = await damageEachPage(vault.folder, async (damaged) => {
    const opened = openVault(damaged, testVaultOptions());
    try {
      const { findings } = await opened.verify();
      return findings.map((finding) => `${finding.problem}:${finding.affected}`);
    } finally {
      opened.close();
    }
  });
  expect(outcomes.length).toBeGreaterThan(10);
  // The first page starts the table list: without it nothing can be named.
  expect(outcomes[0]).toBe('vault-damaged');
  const tables = 'annotations|certificates|keys|log|origins|protectors|sealed_keys|vault';
  // Empty tables also have a page, and the table list continues on a few more.
  const seldom =
    'pending_[a-z]+|store_journal|proofs|watched|reminders|requests|ca_profiles|profile_anchors|anchors|answers|web_enrolments|losses|revocation_checks|path_checks|backups|backup_[a-z]+';
  const named = new RegExp(`^vault-damaged(?:$| (?:${tables}|${seldom})(?: |$))`);
  for (const outcome of outcomes.slice(1)) expect(outcome).toMatch(named);
  // Only damage to pages of the table list, located by dbstat, is reported without a table name.
  const unnamed = [...outcomes.keys()].filter((page) => outcomes[page] === 'vault-damaged');
  expect(unnamed.map((page) => page + 1)).toEqual(pagesOfTheTableList(join(vault.folder, 'vault.sqlite')));
  for (const table of tables.split('|')) expect(outcomes).toContain(`vault-damaged ${table}`);
});
