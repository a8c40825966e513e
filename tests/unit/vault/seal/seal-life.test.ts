// SPDX-License-Identifier: Apache-2.0
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import {
  bringIdentity,
  copyOf,
  makeSealedVault,
  openCopy,
  sealedPassphrase,
  swapEnvelopes,
  tamper,
  unlockCopy,
} from '../../../support/vault/sealed-vault.ts';

const strangersRecipient = await identityToRecipient(await generateX25519Identity());

describe('the seal', () => {
  test('[K07] is sound for an untouched copy, and covers locked imports after the next unlock', async () => {
    const { folder } = await makeSealedVault();
    const locked = openCopy(folder);
    expect((await locked.status()).seal).toBe('unknown');
    await bringIdentity(locked, await makeIdentity('CN=locked'));
    expect((await locked.status()).seal).toBe('unsealed');
    expect(locked.activity.list(null, 5)).toMatchObject({ sealedUpTo: null });
    const vault = await unlockCopy(folder);
    expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
    const { entries, sealedUpTo } = vault.activity.list(null, 2);
    expect(entries.map((entry) => entry.event)).toEqual(['unlocked', 'imported']);
    expect(sealedUpTo).toBe(entries[0]?.seq);
    vault.close();
    tamper(folder, (database) => database.exec('DELETE FROM keys WHERE rowid = (SELECT max(rowid) FROM keys)'));
    expect((await (await unlockCopy(folder)).activity.verify()).findings).toContainEqual(
      expect.objectContaining({ problem: 'key-swapped' }),
    );
  });

  test('[K07] reports a removed key although another key’s older tag replaces its tag', async () => {
    const { folder } = await makeSealedVault();
    const former = copyOf(folder);
    // The third key disappears with its tag, and a different key's former tag returns.
    const vault = await unlockCopy(folder);
    const third = await makeIdentity('CN=third');
    await bringIdentity(vault, third);
    vault.close();
    tamper(folder, (database) => {
      const [gone] = database
        .prepare(`SELECT spki_sha256 AS id FROM keys WHERE spki_sha256 <> '${third.key.spkiSha256}'`)
        .all();
      const id = String(gone?.['id']);
      database.exec(`ATTACH '${former}/vault.sqlite' AS f;
        DELETE FROM keys WHERE spki_sha256 = '${third.key.spkiSha256}';
        DELETE FROM sealed_keys WHERE spki_sha256 = '${third.key.spkiSha256}';
        UPDATE sealed_keys SET tag = (SELECT tag FROM f.sealed_keys WHERE spki_sha256 = '${id}') WHERE spki_sha256 = '${id}';
        DETACH f`);
    });
    expect((await (await unlockCopy(folder)).activity.verify()).findings).toEqual([
      { problem: 'key-swapped', affected: 'unknown' },
    ]);
  });

  test('[K07] accepts a purge logged while locked, and reports one more missing key', async () => {
    const { folder, identities } = await makeSealedVault();
    const locked = openCopy(folder);
    await locked.activity.record('purged', { count: 1, keys: 1 });
    locked.close();
    tamper(folder, (database) => {
      database.prepare('DELETE FROM keys WHERE spki_sha256 = ?').run(identities[0]?.key.spkiSha256 ?? '');
    });
    const both = copyOf(folder);
    expect(await (await unlockCopy(folder)).activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
    tamper(both, (database) => database.exec('DELETE FROM keys'));
    expect((await (await unlockCopy(both)).activity.verify()).findings).toHaveLength(2);
  });

  test('[K07] allows using keys under a swapped recipient, and refuses new ones', async () => {
    const { folder, identities } = await makeSealedVault();
    tamper(folder, (database) => database.prepare('UPDATE vault SET recipient = ?').run(strangersRecipient));
    const next = await makeIdentity('CN=next');
    const refused = { code: 'seal-broken', details: { problem: 'recipient-swapped' } };
    const locked = openCopy(folder);
    await expect(bringIdentity(locked, next)).rejects.toMatchObject(refused);
    await expect(locked.annotate(identities[0]?.sha256 ?? '', { note: 'n' })).rejects.toMatchObject(refused);
    const vault = await unlockCopy(folder);
    const first = identities[0];
    const pkcs8 = await vault.withPrivateKey(
      first?.sha256 ?? '',
      async (key) => await Promise.resolve(Buffer.from(key)),
    );
    expect(pkcs8.equals(first?.key.pkcs8 ?? new Uint8Array())).toBe(true);
    await expect(bringIdentity(vault, next)).rejects.toMatchObject(refused);
    await vault.activity.accept();
    expect(await bringIdentity(vault, next)).toMatchObject({ keysAdded: 1 });
    await vault.withPrivateKey(next.sha256, async () => await Promise.resolve());
  });

  test('[K07] refuses to re-key for a planted protector, which accepting the findings removes', async () => {
    const { folder } = await makeSealedVault();
    tamper(folder, (database) => {
      database
        .prepare(`INSERT INTO protectors SELECT 'planted', 'os-store', created_at, envelope, ?, NULL, NULL, NULL
        FROM protectors`)
        .run(strangersRecipient);
    });
    const vault = await unlockCopy(folder);
    const change = async () =>
      await vault.protectorChanges.changePassphrase(sealedPassphrase, 'next one', { rekey: true }, {});
    await expect(change()).rejects.toMatchObject({ code: 'seal-broken', details: { problem: 'protectors-changed' } });
    const { findings } = await vault.activity.verify();
    await expect(vault.activity.accept(findings.slice(1))).rejects.toMatchObject({ code: 'not-confirmed' });
    await vault.activity.accept(findings);
    expect((await vault.status()).protectors.map(({ kind }) => kind)).toEqual(['passphrase']);
    await change();
    expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
    vault.close();
    const reopened = openCopy(folder);
    await reopened.unlock({ kind: 'passphrase', secret: 'next one' });
    expect(await reopened.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  });

  test('[K07] covers a passphrase changed while locked, with and without re-keying', async () => {
    const { folder } = await makeSealedVault();
    const locked = openCopy(folder);
    await locked.protectorChanges.changePassphrase(sealedPassphrase, 'second', { rekey: false }, {});
    await locked.protectorChanges.changePassphrase('second', 'third', { rekey: true }, {});
    expect(locked.isUnlocked).toBe(false);
    locked.close();
    const vault = openCopy(folder);
    await vault.unlock({ kind: 'passphrase', secret: 'third' });
    expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  });

  test('[K07] still reports tampering with an open vault after the next change', async () => {
    const { folder, identities } = await makeSealedVault();
    const vault = await unlockCopy(folder);
    tamper(folder, swapEnvelopes);
    await vault.annotate(identities[0]?.sha256 ?? '', { label: 'x' });
    expect((await vault.status()).seal).toBe('broken');
    expect((await vault.activity.verify()).findings.map(({ problem }) => problem)).toEqual([
      'key-swapped',
      'key-swapped',
    ]);
  });

  test('[K07] covers the changes of two processes that both have the vault open', async () => {
    const { folder, identities } = await makeSealedVault();
    const [one, two] = [await unlockCopy(folder), await unlockCopy(folder)];
    for (const name of ['CN=x', 'CN=y', 'CN=z']) {
      await bringIdentity(one, await makeIdentity(name));
      await bringIdentity(two, await makeIdentity(name));
      await two.annotate(identities[0]?.sha256 ?? '', { label: name });
    }
    for (const vault of [one, two])
      expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  });

  test('[K07] stays sound after a failed change', async () => {
    const { folder } = await makeSealedVault();
    const vault = await unlockCopy(folder);
    await expect(vault.annotate('00'.repeat(32), { label: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await bringIdentity(vault, await makeIdentity('CN=x'));
    expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  });

  test('[K07] is added to a vault of an older version at its first unlock', async () => {
    const { folder } = await makeSealedVault();
    // State after a migration: no log, no seal, no tags.
    tamper(folder, (database) =>
      database.exec('UPDATE vault SET seal = NULL; DELETE FROM log; DELETE FROM sealed_keys'),
    );
    const vault = await unlockCopy(folder);
    expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [], entries: 1 });
  });

  test('[K07] a log entry contains fingerprints and counts, but no subject, note or path', async () => {
    const { folder, identities } = await makeSealedVault();
    const vault = await unlockCopy(folder);
    await vault.annotate(identities[0]?.sha256 ?? '', {
      note: 'canary-note',
      label: 'canary-label',
      place: 'canary-place',
    });
    const text = JSON.stringify(vault.activity.list(null, 200).entries);
    expect(text).toContain(identities[0]?.sha256);
    expect(text).not.toMatch(/canary|张伟|CN=|p12|密码/);
    expect(vault.activity.list(null, 200).entries.map((entry) => entry.event)).toEqual([
      'annotated',
      'unlocked',
      'annotated',
      'annotated',
      'annotated',
      'imported',
      'imported',
      'protector-added',
      'vault-created',
    ]);
  });
});
