import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { vaultExists } from '../../../main/vault/folder.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { newTestVault, temporaryFolder } from '../../support/vault-fixture.ts';
import { committedIn, startVaultScript, writeIdentities } from '../../support/vault-processes.ts';
import { testVaultOptions } from '../../support/vault-test-options.ts';

const rounds = 50;
const identities = 20;
const passphrase = 'p';

/** mulberry32: the same moments at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`[K08] ${rounds} imports killed at random moments: the vault opens, verify is clean, nothing announced is lost`, async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'identities.jsonl');
  await writeIdentities(file, identities);
  const template = newTestVault();
  await template.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  template.close();
  const random = seeded(20261124);
  const announcedCounts: number[] = [];
  // How long a whole import takes here sets the range of the moments.
  let wholeMs = 0;
  for (let round = -1; round < rounds; round += 1) {
    const vaultFolder = join(folder, `vault-${round}`);
    cpSync(template.folder, vaultFolder, { recursive: true });
    const script = startVaultScript('import-many', vaultFolder, file, '0', String(identities));
    await script.firstLine;
    const started = performance.now();
    if (round >= 0) {
      await delay(random() * wholeMs);
      script.kill();
    }
    const announced = committedIn((await script.finished).lines);
    if (round < 0) {
      wholeMs = performance.now() - started;
      expect(announced).toHaveLength(identities);
      continue;
    }
    announcedCounts.push(announced.length);
    const vault = openVault(vaultFolder, testVaultOptions());
    try {
      // Opening every key costs scrypt: once in five rounds is enough beside the forms that verify looks at.
      if (round % 5 === 0) await vault.unlock({ kind: 'passphrase', secret: passphrase });
      const { findings, certificates, keys } = await vault.verify();
      expect(findings, `round ${round}`).toEqual([]);
      expect(keys, `round ${round}`).toBe(certificates);
      const listed = new Set(vault.listRows({ search: '' }).map((row) => row.sha256));
      expect(
        announced.filter((sha256) => !listed.has(sha256)),
        `round ${round}`,
      ).toEqual([]);
    } finally {
      vault.close();
    }
  }
  // The moments did fall into the imports, not before or after them.
  expect(announcedCounts.filter((count) => count > 0 && count < identities).length).toBeGreaterThan(rounds / 4);
});

test('[K08] a creation that is killed leaves a whole vault or none', async () => {
  const random = seeded(7);
  for (let round = 0; round < 8; round += 1) {
    const folder = temporaryFolder();
    const script = startVaultScript('create-many', folder);
    await script.firstLine;
    await delay(20 + random() * 80);
    script.kill();
    await script.finished;
    for (const name of readdirSync(folder)) {
      const vaultFolder = join(folder, name);
      if (!vaultExists(vaultFolder)) continue;
      const vault = openVault(vaultFolder, testVaultOptions());
      expect((await vault.verify()).findings).toEqual([]);
      vault.close();
    }
    expect(existsSync(join(folder, '0'))).toBe(true);
  }
});
