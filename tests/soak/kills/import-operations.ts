// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createVault } from '../../../main/vault/open-vault.ts';
import { pemText } from '../fuzz/mutate-pem.ts';
import { cliBundle } from '../../support/cli/run-cli.ts';
import { committedIn, writeIdentities } from '../../support/vault/vault-processes.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';
import { judgeVault } from './judge-vault.ts';
import type { KillOperation } from './kill-operation.ts';

const passphrase = 'passphrase of the soak';

async function makeTemplate(folder: string): Promise<string> {
  const template = join(folder, 'template-import');
  if (existsSync(template)) return template;
  const vault = createVault(template, testVaultOptions());
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  vault.close();
  return template;
}

/** Writes `count` certificates with keys: as separate PEM files, as one PEM file, and as lines for import-many.ts. */
async function makeFiles(folder: string, count: number) {
  const [single, bundle, lines] = [
    join(folder, 'single'),
    join(folder, 'bundle.pem'),
    join(folder, 'identities.jsonl'),
  ];
  await writeIdentities(lines, count);
  mkdirSync(single, { recursive: true });
  const texts = readFileSync(lines, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { der, pkcs8 } = JSON.parse(line) as { der: string; pkcs8: string };
      return pemText('CERTIFICATE', Buffer.from(der, 'base64')) + pemText('PRIVATE KEY', Buffer.from(pkcs8, 'base64'));
    });
  for (const [index, text] of texts.entries()) writeFileSync(join(single, `${index}.pem`), text);
  writeFileSync(bundle, texts.join(''));
  return { single, bundle, lines };
}

/** Returns the SHA-256s that the CLI reported as committed. */
function announcedByCli(printed: readonly string[]): string[] {
  return printed.flatMap((line) => {
    try {
      const event = JSON.parse(line) as { event?: string; sha256?: string[] };
      return event.event === 'committed' ? (event.sha256 ?? []) : [];
    } catch {
      // Such as a last line truncated by the kill.
      return [];
    }
  });
}

/**
 * Operations that import `count` certificates with keys: with the built CLI from single files and from one file, and
 * with the vault alone, one transaction each.
 */
export async function importOperations(folder: string, count: number): Promise<KillOperation[]> {
  const template = await makeTemplate(folder);
  const { single, bundle, lines } = await makeFiles(folder, count);
  const operation = (
    name: string,
    argv: (vault: string) => readonly string[],
    announcedIn: (printed: readonly string[]) => string[],
    killsPerVault: number,
  ): KillOperation => ({
    name,
    template,
    killsPerVault,
    argv,
    within: (printed) => announcedIn(printed).length < count,
    judge: async (vaultFolder, printed, { completed, thorough }) =>
      await judgeVault(vaultFolder, passphrase, thorough, (vault, { certificates, keys }) => {
        const withKey = new Set(
          vault.listRows({ search: '' }).flatMap((row) => (row.hasPrivateKey ? [row.sha256] : [])),
        );
        const lost = announcedIn(printed).filter((sha256) => !withKey.has(sha256));
        const faults = lost.map((sha256) => `announced and lost: ${sha256}`);
        if (keys !== certificates || withKey.size !== certificates)
          faults.push(`${certificates} certificates, ${keys} keys`);
        if (completed && certificates !== count) faults.push(`completed with ${certificates} of ${count}`);
        return faults;
      }),
  });
  const cli = (source: string) => (vault: string) => [cliBundle, 'import', source, '--json', '--vault', vault];
  const script = resolve(import.meta.dirname, '../../support/vault/scripts/import-many.ts');
  return [
    operation('import, file by file', cli(single), announcedByCli, 4),
    operation('import, one file', cli(bundle), announcedByCli, 1),
    operation('import, vault alone', (vault) => [script, vault, lines, '0', String(count)], committedIn, 4),
  ];
}
