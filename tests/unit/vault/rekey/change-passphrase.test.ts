// SPDX-License-Identifier: Apache-2.0
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decryptWith } from '../../../../main/vault/age/age-files.ts';
import { openVault } from '../../../../main/vault/open-vault.ts';
import {
  eventsOf,
  expectRefused,
  expectWhole,
  filledVault,
  fresh,
  keysOf,
  old,
  recipientOf,
  stagingOf,
} from '../../../support/vault/rekey-fixture.ts';
import { bytesOfVault, envelopesIn, rowsOf } from '../../../support/vault/vault-database.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../../support/vault/vault-test-options.ts';

describe('changing the passphrase', () => {
  test('[K04] without re-keying, replaces the old passphrase and changes no key', async () => {
    const filled = await filledVault();
    const { vault } = filled;
    const before = { keys: keysOf(vault), recipient: recipientOf(vault) };
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: false }, {});
    expect({ keys: keysOf(vault), recipient: recipientOf(vault) }).toEqual(before);
    await expectRefused(vault, 'passphrase', old, 'wrong-secret');
    await expectWhole(filled, 'passphrase', fresh.normalize('NFD'));
    await expectWhole(filled, 'recovery-code', filled.code);
    expect(eventsOf(vault).at(-1)).toBe('passphrase-changed {"what":"passphrase"}');
  });

  test('[K04] with a wrong or empty passphrase changes nothing', async () => {
    const { vault } = await filledVault();
    const change = vault.protectorChanges;
    const before = vault.revision;
    await expect(change.changePassphrase(fresh, 'x', { rekey: true }, {})).rejects.toMatchObject({
      code: 'wrong-secret',
    });
    await expect(change.changePassphrase(old, '', { rekey: true }, {})).rejects.toMatchObject({
      code: 'secret-required',
    });
    expect(vault.revision).toBe(before);
  });

  test('[K04] with re-keying, encrypts everything for a new identity and leaves no old envelopes', async () => {
    const filled = await filledVault();
    const { vault } = filled;
    const before = { envelopes: envelopesIn(vault.folder), recipient: recipientOf(vault) };
    const steps: string[] = [];
    const progress = (fraction: number | null, step: string) => steps.push(`${step} ${fraction}`);
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, { progress });
    expect(steps).toEqual(['deriving null', 'rekeying 0', 'rekeying 1']);
    expect(recipientOf(vault)).not.toBe(before.recipient);
    expect(stagingOf(vault)).toEqual([]);
    expect(await vault.status()).toMatchObject({ state: 'unlocked', rekeying: null, recoverySaved: false });
    await vault.withPrivateKey(filled.identities[0]?.sha256 ?? '', async () => await Promise.resolve());
    await expectRefused(vault, 'passphrase', old, 'wrong-secret');
    await expectWhole(filled, 'passphrase', fresh);
    await expectWhole(filled, 'recovery-code', filled.code);
    // The recovery identity, encrypted under the code, is the only age file that stays.
    const [code] = rowsOf(vault.folder, 'SELECT code_envelope FROM protectors WHERE code_envelope IS NOT NULL');
    const bytes = bytesOfVault(vault.folder);
    const left = before.envelopes.filter((envelope) => bytes.includes(Buffer.from(envelope)));
    expect(left).toEqual([code?.['code_envelope']]);
    expect(eventsOf(vault).slice(-2)).toEqual(['passphrase-changed {"what":"passphrase"}', 'rekeyed {"keys":3}']);
  });

  test('[K04] with re-keying, leaves an old copy and its secret unable to open the new file', async () => {
    const { vault } = await filledVault();
    const copy = join(temporaryFolder(), 'copy');
    cpSync(vault.folder, copy, { recursive: true });
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    const { files } = testVaultOptions();
    const [row] = rowsOf(copy, "SELECT envelope FROM protectors WHERE kind = 'passphrase'");
    const identity = await files.decrypt([old], row?.['envelope'] as Uint8Array);
    // Everything the old copy reveals, transitively.
    const known = identity ? [identity] : [];
    for (const each of known) {
      for (const envelope of envelopesIn(copy)) {
        const plain = await decryptWith(each, envelope);
        if (plain && Buffer.from(plain).toString('latin1').startsWith('AGE-SECRET-KEY-')) known.push(plain);
      }
    }
    expect(known).toHaveLength(1);
    for (const envelope of envelopesIn(vault.folder)) {
      for (const each of known) expect(await decryptWith(each, envelope)).toBeNull();
    }
    // The user is warned: the old copy still opens with the old secret.
    const opened = openVault(copy, testVaultOptions());
    await opened.unlock({ kind: 'passphrase', secret: old });
    expect((await opened.verify()).findings).toEqual([]);
    opened.close();
  });

  test('[K04] leaves the vault and the old passphrase unchanged when cancelled between batches', async () => {
    const filled = await filledVault(60);
    const { vault } = filled;
    const before = { keys: keysOf(vault), recipient: recipientOf(vault) };
    const controller = new AbortController();
    const progress = (fraction: number | null) => {
      if (fraction !== null && fraction > 0) controller.abort();
    };
    const changing = vault.protectorChanges.changePassphrase(
      old,
      fresh,
      { rekey: true },
      { progress, signal: controller.signal },
    );
    await expect(changing).rejects.toMatchObject({ code: 'cancelled' });
    expect({ keys: keysOf(vault), recipient: recipientOf(vault) }).toEqual(before);
    expect(stagingOf(vault)).toEqual([]);
    await expectRefused(vault, 'passphrase', fresh, 'wrong-secret');
    await expectWhole(filled, 'passphrase', old);
  });

  test('[K03] keeps a locked vault locked, also when it is locked meanwhile', async () => {
    const { vault } = await filledVault();
    vault.lock();
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    expect(vault.isUnlocked).toBe(false);
    await vault.unlock({ kind: 'passphrase', secret: fresh });
    const lockOnce = (fraction: number | null) => {
      if (fraction === 0) vault.lock();
    };
    await vault.protectorChanges.changePassphrase(fresh, old, { rekey: true }, { progress: lockOnce });
    expect(vault.isUnlocked).toBe(false);
    await vault.unlock({ kind: 'passphrase', secret: old });
  });
});
