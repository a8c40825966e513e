// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Vault } from '../../../../main/vault/vault.ts';
import { askFor } from '../../../support/enrolment/ask-for.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

const passphrase = '信任 passphrase';
const given = { kind: 'passphrase', secret: passphrase } as const;
const acceptedAt = '2026-11-26T00:00:00.000Z';

async function vaultWithProfile(): Promise<{ vault: Vault; profileId: string }> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  await askFor(vault);
  return { vault, profileId: vault.enrolment.profiles()[0]?.id ?? '' };
}

async function anchorFor(profileId: string) {
  const { certificate } = await makeIdentity('CN=Root');
  return { profileId, sha256: certificate.fields.sha256, der: certificate.der, acceptedAt };
}

const events = (vault: Vault) => vault.activity.list(null, 20).entries.map((each) => each.event);

test('[E04] [K07] an accepted CA needs the open vault, is sealed and can be withdrawn', async () => {
  const { vault, profileId } = await vaultWithProfile();
  const anchor = await anchorFor(profileId);
  vault.lock();
  await expect(vault.enrolment.acceptAnchors(profileId, [anchor])).rejects.toMatchObject({ code: 'vault-locked' });
  await vault.unlock(given);
  await vault.enrolment.acceptAnchors(profileId, [anchor]);
  expect(events(vault)[0]).toBe('authority-accepted');
  vault.close();
  const again = reopen(vault);
  await again.unlock(given);
  expect(again.enrolment.anchorsOf(profileId)).toEqual([anchor]);
  expect(again.enrolment.anchorsOf(crypto.randomUUID())).toEqual([]);
  expect(await again.verify()).toMatchObject({ findings: [], seal: 'sealed' });
  await again.enrolment.acceptAnchors(profileId, []);
  expect(again.enrolment.anchorsOf(profileId)).toEqual([]);
  expect(events(again)[0]).toBe('authority-forgotten');
});

test('[E04] [K07] a replaced CA is never trusted and is reported; accepting the findings removes it', async () => {
  const { vault, profileId } = await vaultWithProfile();
  const [anchor, stranger] = [await anchorFor(profileId), await anchorFor(profileId)];
  await vault.enrolment.acceptAnchors(profileId, [anchor]);
  vault.close();
  // Stores a stranger's certificate under the fingerprint the person compared.
  editVault(vault.folder, `UPDATE profile_anchors SET der = x'${Buffer.from(stranger.der).toString('hex')}'`);
  const again = reopen(vault);
  expect(again.enrolment.anchorsOf(profileId)).toEqual([]);
  await again.unlock(given);
  expect(again.enrolment.anchorsOf(profileId)).toEqual([]);
  const { findings } = await again.verify();
  expect(findings).toEqual([{ problem: 'profile-changed', affected: 'ca.example.com' }]);
  await expect(again.enrolment.acceptAnchors(profileId, [anchor])).rejects.toMatchObject({ code: 'seal-broken' });
  await again.activity.accept();
  expect(again.enrolment.anchorsOf(profileId)).toEqual([]);
  expect(await again.verify()).toMatchObject({ findings: [], seal: 'sealed' });
});

test('[E01] [E04] a profile with other content at the same host has no accepted CA', async () => {
  const { vault, profileId } = await vaultWithProfile();
  await vault.enrolment.acceptAnchors(profileId, [await anchorFor(profileId)]);
  const [row] = vault.enrolment.profiles();
  if (!row) throw new Error('no profile');
  const content = row.content.replace('/csr', '/other');
  await vault.enrolment.putProfile({ ...row, id: crypto.randomUUID(), content }, { overConfirmed: true });
  expect(rowsOf(vault.folder, 'SELECT count(*) AS n FROM profile_anchors')).toEqual([{ n: 0 }]);
  await expect(vault.enrolment.acceptAnchors(profileId, [])).rejects.toMatchObject({ code: 'not-found' });
});
