// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { decryptWith, encryptTo, newIdentity } from '../../../main/vault/age/age-files.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { ageDecryptWithPassphrase } from '../../support/openssl/age-tool.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { hasTool } from '../../support/openssl/openssl.ts';
import { confirmNewCode } from '../../support/vault/recovery-groups.ts';
import { rowsOf } from '../../support/vault/vault-database.ts';
import { newTestVault, temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { testPassphraseFiles } from '../../support/vault/vault-test-options.ts';

const hasAge = hasTool('age') && hasTool('python3');

function blob(vault: Vault, sql: string): Uint8Array {
  const database = new DatabaseSync(join(vault.folder, 'vault.sqlite'), { readOnly: true });
  const value = Object.values(database.prepare(sql).get() ?? {})[0];
  database.close();
  if (!(value instanceof Uint8Array)) throw new Error('no such blob');
  return value;
}

describe.skipIf(!hasAge)('the age tool opens the vault’s contents (skipped where age or python3 is missing)', () => {
  test('[K02] age alone opens the vault identity with the passphrase, and then a private key', async () => {
    const folder = temporaryFolder();
    const passphrase = '密码 pass 🔐é';
    // The work factor of real vaults, in this test only.
    const vault = newTestVault({ files: testPassphraseFiles(18) });
    await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
    const identity = await makeIdentity('CN=a');
    const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
    await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
    const protector = join(folder, 'passphrase.age');
    const envelope = join(folder, 'key.age');
    const identityPath = join(folder, 'identity.txt');
    writeFileSync(protector, blob(vault, "SELECT envelope FROM protectors WHERE kind = 'passphrase'"));
    writeFileSync(envelope, blob(vault, 'SELECT envelope FROM keys'));
    expect(await ageDecryptWithPassphrase(protector, 'wrong', identityPath)).not.toBe(0);
    expect(await ageDecryptWithPassphrase(protector, passphrase, identityPath)).toBe(0);
    const opened = execFileSync('age', ['-d', '-i', identityPath, envelope]);
    expect(opened.equals(identity.key.pkcs8)).toBe(true);
    expect(spawnSync('openssl', ['pkey', '-inform', 'DER', '-noout'], { input: opened }).status).toBe(0);
  });

  test('[K02] age decrypts small and large files of ours, and we decrypt those of age', async () => {
    const folder = temporaryFolder();
    const { identity, recipient } = await newIdentity();
    const [identityPath, path] = [join(folder, 'identity.txt'), join(folder, 'file.age')];
    writeFileSync(identityPath, identity, { mode: 0o600 });
    for (const size of [0, 138, 65_536, 65_537]) {
      const plain = randomBytes(size);
      writeFileSync(path, await encryptTo(recipient, plain));
      expect(execFileSync('age', ['-d', '-i', identityPath, path]).equals(plain), `${size}`).toBe(true);
      const theirs = execFileSync('age', ['-r', recipient], { input: plain });
      expect(await decryptWith(identity, theirs), `${size}`).toEqual(new Uint8Array(plain));
    }
  });

  test('[K05] age alone opens the vault identity with the recovery code as printed', async () => {
    const folder = temporaryFolder();
    const vault = newTestVault();
    const { recoveryCode } = await vault.initialiseProtectors({
      passphrase: 'p',
      useOsStore: false,
      recoveryCode: 'create-now',
    });
    const recovery = join(folder, 'recovery.age');
    const wrapped = join(folder, 'vault.age');
    const recoveryIdentity = join(folder, 'recovery.txt');
    writeFileSync(recovery, blob(vault, "SELECT code_envelope FROM protectors WHERE kind = 'recovery-code'"));
    writeFileSync(wrapped, blob(vault, "SELECT envelope FROM protectors WHERE kind = 'recovery-code'"));
    expect(await ageDecryptWithPassphrase(recovery, recoveryCode ?? '', recoveryIdentity)).toBe(0);
    expect(readFileSync(recoveryIdentity, 'utf8')).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]+\n$/);
    const vaultIdentity = execFileSync('age', ['-d', '-i', recoveryIdentity, wrapped], { encoding: 'utf8' });
    const recipient = execFileSync('age-keygen', ['-y'], { input: vaultIdentity, encoding: 'utf8' }).trim();
    const database = new DatabaseSync(join(vault.folder, 'vault.sqlite'), { readOnly: true });
    expect(database.prepare('SELECT recipient FROM vault').get()).toEqual({ recipient });
    database.close();
  });

  test('[K05] a new recovery code gets a new recovery identity', async () => {
    const vault = newTestVault();
    await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'create-now' });
    const recoveryRecipient = () =>
      rowsOf(vault.folder, "SELECT wrapping_recipient FROM protectors WHERE kind = 'recovery-code'");
    const before = recoveryRecipient();
    const code = await confirmNewCode(vault);
    expect(recoveryRecipient()).not.toEqual(before);
    await vault.checkSecret({ kind: 'recovery-code', secret: code });
  });

  test('[K04] after a re-keying age opens the keys with the new passphrase, and not with the old identity', async () => {
    const folder = temporaryFolder();
    const vault = newTestVault();
    await vault.initialiseProtectors({ passphrase: 'old', useOsStore: false, recoveryCode: 'later' });
    const identity = await makeIdentity('CN=a');
    const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
    await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
    const [protector, envelope] = [join(folder, 'passphrase.age'), join(folder, 'key.age')];
    const openWithAge = async (passphrase: string, identityPath: string) => {
      writeFileSync(protector, blob(vault, "SELECT envelope FROM protectors WHERE kind = 'passphrase'"));
      writeFileSync(envelope, blob(vault, 'SELECT envelope FROM keys'));
      return await ageDecryptWithPassphrase(protector, passphrase, identityPath);
    };
    const [former, present] = [join(folder, 'former.txt'), join(folder, 'present.txt')];
    expect(await openWithAge('old', former)).toBe(0);
    await vault.protectorChanges.changePassphrase('old', 'new', { rekey: true }, {});
    expect(await openWithAge('old', join(folder, 'none.txt'))).not.toBe(0);
    expect(await openWithAge('new', present)).toBe(0);
    expect(spawnSync('age', ['-d', '-i', former, envelope]).status).not.toBe(0);
    expect(execFileSync('age', ['-d', '-i', present, envelope]).equals(identity.key.pkcs8)).toBe(true);
  });
});
