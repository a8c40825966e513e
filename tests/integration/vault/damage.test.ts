import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openVault } from '../../../main/vault/open-vault.ts';
import { damageEachPage } from '../../support/damage-pages.ts';
import { newTestVault, temporaryFolder } from '../../support/vault-fixture.ts';
import { startVaultScript, writeIdentities } from '../../support/vault-processes.ts';
import { testVaultOptions } from '../../support/vault-test-options.ts';

test('[K08] wherever a page is damaged, opening or verify says so and never crashes', async () => {
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
  // The first page begins the list of tables: without it nothing can be named.
  expect(outcomes[0]).toBe('vault-damaged');
  const tables = 'annotations|certificates|keys|log|origins|protectors|sealed_keys|vault';
  // Empty tables have a page too, and the list of tables goes on on a few pages of its own.
  const named = new RegExp(
    `^vault-damaged(?:$| (?:${tables}|pending_[a-z]+|store_journal|proofs|watched|reminders|requests|ca_profiles|backups|backup_[a-z]+)(?: |$))`,
  );
  for (const outcome of outcomes.slice(1)) expect(outcome).toMatch(named);
  expect(outcomes.filter((outcome) => outcome === 'vault-damaged').length).toBeLessThan(5);
  for (const table of tables.split('|')) expect(outcomes).toContain(`vault-damaged ${table}`);
});
