// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeForeignVault } from '../../../../main/vault/export/merge-foreign-vault.ts';
import { readForeignVault } from '../../../../main/vault/export/read-foreign-vault.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { readCertificateFields } from '../../../../main/x509/certificate/read-certificate-fields.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen, temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { issue } from '../../../support/x509/issue.ts';
import { plainChain } from '../../../support/x509/path-question.ts';

const passphrase = '信任 passphrase';
const given = { kind: 'passphrase', secret: passphrase } as const;
const sound = { findings: [], seal: 'sealed' } as const;

async function openVaultHere(): Promise<Vault> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  return vault;
}

function authority() {
  const der = issue(plainChain().root);
  return { sha256: createHash('sha256').update(der).digest('hex'), der, name: 'Root' };
}

async function takeLeaf(vault: Vault): Promise<readonly string[]> {
  const der = issue(plainChain().leaf);
  const certificates = [{ der, fields: readCertificateFields(der), friendlyName: null }];
  const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
  return (await vault.importItems({ certificates, keys: [], origin })).added;
}

const idsOf = (rows: readonly { sha256: string }[]) => rows.map(({ sha256 }) => sha256);
const events = (vault: Vault) => vault.activity.list(null, 20).entries.map((each) => each.event);

describe('trust anchors of the user', () => {
  test('[V04] [K07] are added and sealed only in an open vault, and removed even while locked', async () => {
    const vault = await openVaultHere();
    const root = authority();
    vault.lock();
    await expect(vault.anchors.add(root)).rejects.toMatchObject({ code: 'vault-locked' });
    expect(vault.anchors.rows()).toEqual([]);
    await vault.unlock(given);
    await vault.anchors.add(root);
    expect(events(vault)[0]).toBe('anchor-confirmed');
    expect(idsOf(vault.anchors.trusted())).toEqual([root.sha256]);
    expect(await vault.verify()).toMatchObject(sound);
    // A process without the secret trusts the seal's plaintext.
    expect(idsOf(reopen(vault).anchors.trusted())).toEqual([root.sha256]);
    vault.lock();
    await vault.anchors.remove(root);
    await vault.unlock(given);
    expect(await vault.verify()).toMatchObject(sound);
    expect(vault.anchors.rows()).toEqual([]);
    await expect(vault.anchors.remove(root)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('[V04] are added to a keyless vault without a secret, and are part of its first seal', async () => {
    const vault = newTestVault();
    const root = authority();
    await vault.anchors.add(root);
    expect(idsOf(vault.anchors.trusted())).toEqual([root.sha256]);
    await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
    expect(idsOf(vault.anchors.trusted())).toEqual([root.sha256]);
    expect(await vault.verify()).toMatchObject(sound);
  });

  const plantings: [string, (own: string, other: ReturnType<typeof authority>) => string][] = [
    [
      'a planted anchor',
      (_own, { sha256, der }) =>
        `INSERT INTO anchors VALUES ('${sha256}', x'${Buffer.from(der).toString('hex')}', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')`,
    ],
    [
      'a replaced certificate under a confirmed fingerprint',
      (own, { der }) => `UPDATE anchors SET der = x'${Buffer.from(der).toString('hex')}' WHERE sha256 = '${own}'`,
    ],
  ];
  test.each(plantings)('[V04] [K07] %s is never trusted and is reported', async (_what, plant) => {
    const vault = await openVaultHere();
    const [own, other] = [authority(), authority()];
    await vault.anchors.add(own);
    vault.close();
    editVault(vault.folder, plant(own.sha256, other));
    const again = reopen(vault);
    // Even while locked, the planted certificate isn't trusted.
    expect(again.anchors.trusted().some(({ der }) => Buffer.from(der).equals(other.der))).toBe(false);
    await again.unlock(given);
    expect(again.anchors.trusted()).toEqual([]);
    expect(await again.verify()).toMatchObject({ seal: 'broken', findings: [{ problem: 'anchor-changed' }] });
    await expect(again.anchors.add(authority())).rejects.toMatchObject({ code: 'seal-broken' });
    // Accepting changes confirms no anchor, and earlier verdicts add no trust.
    const [leaf = ''] = await takeLeaf(again);
    editVault(
      vault.folder,
      `INSERT INTO path_checks VALUES ('${leaf}', 1, 1, '[]', '["${leaf}","${own.sha256}"]', 'basis', '2026-01-01T00:00:00Z')`,
    );
    expect([...again.checks.valid()]).toEqual([leaf]);
    await again.activity.accept();
    expect(again.checks.valid().size).toBe(0);
    expect(again.anchors.rows().every(({ confirmedAt }) => confirmedAt === null)).toBe(true);
    expect(again.anchors.trusted()).toEqual([]);
    expect(await again.verify()).toMatchObject(sound);
  });

  test('[V04] [K07] a rewritten seal text is reported at the next unlock', async () => {
    const vault = await openVaultHere();
    await vault.anchors.add(authority());
    vault.close();
    const other = authority();
    const seal = JSON.parse(String(rowsOf(vault.folder, 'SELECT seal FROM vault')[0]?.['seal']));
    const confirmedAt = '2026-01-01T00:00:00Z';
    seal.sealed.anchors = [{ sha256: other.sha256, content: other.sha256, confirmedAt }];
    editVault(
      vault.folder,
      `UPDATE anchors SET sha256 = '${other.sha256}', der = x'${Buffer.from(other.der).toString('hex')}', confirmed_at = '${confirmedAt}';
       UPDATE vault SET seal = '${JSON.stringify(seal)}'`,
    );
    const again = reopen(vault);
    await again.unlock(given);
    expect(again.anchors.trusted()).toEqual([]);
    expect(await again.verify()).toMatchObject({ findings: [{ problem: 'seal-changed', affected: 'mac' }] });
    await again.activity.accept();
    expect(again.anchors.trusted()).toEqual([]);
  });

  test('[V04] [K09] move with the vault unconfirmed, and count once confirmed', async () => {
    const vault = await openVaultHere();
    const root = authority();
    await vault.anchors.add(root);
    const path = join(temporaryFolder(), 'moved.vault');
    await vault.exportTo(path, { passphraseGiven: true });
    const foreign = await readForeignVault(path, given);
    const other = await openVaultHere();
    const file = { fileName: 'moved.vault', path, at: new Date('2026-11-26T00:00:00Z') };
    await mergeForeignVault(other, foreign, file);
    expect(other.anchors.rows()).toMatchObject([{ sha256: root.sha256, confirmedAt: null }]);
    expect(other.anchors.trusted()).toEqual([]);
    await other.anchors.confirm(root);
    expect(idsOf(other.anchors.trusted())).toEqual([root.sha256]);
    // Merging the file again doesn't undo the confirmation.
    for (const key of foreign.keys) key.pkcs8.fill(0);
    await mergeForeignVault(other, { ...foreign, keys: [] }, file);
    expect(idsOf(other.anchors.trusted())).toEqual([root.sha256]);
    expect(await other.verify()).toMatchObject(sound);
  });

  test('[V04] are left out of a foreign file when they are malformed or no CA', async () => {
    const vault = await openVaultHere();
    await vault.anchors.add(authority());
    const leaf = issue(plainChain().leaf);
    const sha256 = createHash('sha256').update(leaf).digest('hex');
    await vault.anchors.add({ sha256, der: leaf, name: 'leaf' });
    await vault.anchors.add(authority());
    editVault(vault.folder, `UPDATE anchors SET added_at = 'x' WHERE rowid = 1`);
    const { anchors } = await readForeignVault(join(vault.folder, 'vault.sqlite'), given);
    expect(anchors).toHaveLength(1);
  });
});
