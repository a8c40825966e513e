// SPDX-License-Identifier: Apache-2.0
import { cpSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openVault } from '../../../main/vault/open-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import type { VaultOptions } from '../../../main/vault/vault-options.ts';
import { makeIdentity, type TestIdentity } from '../openssl/make-identity.ts';
import { newTestVault, temporaryFolder } from './vault-fixture.ts';
import { testVaultOptions } from './vault-test-options.ts';

export const sealedPassphrase = 'correct horse 密码';
const origin = { via: 'command-line', fileName: 'a.p12', path: null, downloadedFrom: null } as const;

export interface SealedVault {
  readonly folder: string;
  readonly identities: readonly TestIdentity[];
}

/** A closed vault with a passphrase, two keys and a sealed log. */
export async function makeSealedVault(changed: Partial<VaultOptions> = {}): Promise<SealedVault> {
  const vault = newTestVault(changed);
  await vault.initialiseProtectors({ passphrase: sealedPassphrase, useOsStore: false, recoveryCode: 'later' });
  const identities = [await makeIdentity('CN=张伟'), await makeIdentity('CN=b')];
  for (const each of identities) await bringIdentity(vault, each);
  for (const label of ['1', '2', '3']) await vault.annotate(identities[0]?.sha256 ?? '', { label });
  vault.close();
  return { folder: vault.folder, identities };
}

export async function bringIdentity(vault: Vault, { certificate, key }: TestIdentity) {
  return await vault.importItems({ certificates: [certificate], keys: [key], origin });
}

export function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), 'vault');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

export function openCopy(folder: string, changed: Partial<VaultOptions> = {}): Vault {
  const vault = openVault(folder, testVaultOptions(changed));
  onTestFinished(() => {
    vault.close();
  });
  return vault;
}

export async function unlockCopy(folder: string, changed: Partial<VaultOptions> = {}): Promise<Vault> {
  const vault = openCopy(folder, changed);
  await vault.unlock({ kind: 'passphrase', secret: sealedPassphrase });
  return vault;
}

export function tamper(folder: string, change: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(folder, 'vault.sqlite'), { enableForeignKeyConstraints: false });
  change(database);
  database.close();
}

export function swapEnvelopes(database: DatabaseSync): void {
  const [a, b] = database.prepare('SELECT spki_sha256 AS id, envelope FROM keys').all();
  const set = database.prepare('UPDATE keys SET envelope = ? WHERE spki_sha256 = ?');
  set.run(b?.['envelope'] as Uint8Array, String(a?.['id']));
  set.run(a?.['envelope'] as Uint8Array, String(b?.['id']));
}
