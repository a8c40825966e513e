// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { AcceptedVaultIds } from '../../../../main/vault/seal/accepted-vault-ids.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { askFor } from '../../../support/enrolment/ask-for.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { editVault } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

/** The vaults that one computer has accepted. */
function computer(): AcceptedVaultIds {
  const ids = new Set<string>();
  return { has: (id) => ids.has(id), accept: (id) => void ids.add(id) };
}

const secret = { kind: 'passphrase', secret: 'p' } as const;

async function vaultThatTrusts(accepted: AcceptedVaultIds) {
  const vault = newTestVault({ accepted });
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  const root = await makeIdentity('CN=Root');
  const { sha256, certificate } = root;
  await vault.anchors.add({ sha256, der: certificate.der, name: 'Root' });
  await askFor(vault);
  const [profile] = vault.enrolment.profiles();
  if (profile === undefined) throw new Error('no profile');
  const anchor = { profileId: profile.id, sha256, der: certificate.der, acceptedAt: '2026-11-25T12:00:00.000Z' };
  await vault.enrolment.acceptAnchors(profile.id, [anchor]);
  return { vault, sha256, profileId: profile.id };
}

function whatCounts(vault: Vault, profileId: string) {
  return {
    anchors: vault.anchors.trusted().map(({ sha256 }) => sha256),
    confirmedAnchors: vault.anchors.rows().filter(({ confirmedAt }) => confirmedAt !== null).length,
    profiles: vault.enrolment.profiles().filter(({ confirmedAt }) => confirmedAt !== null).length,
    authorities: vault.enrolment.anchorsOf(profileId).length,
  };
}

test('[K07] [V04] [E01] anchors and profiles of a foreign vault count once this computer accepts it', async () => {
  const home = computer();
  const { vault, sha256, profileId } = await vaultThatTrusts(home);
  const all = { anchors: [sha256], confirmedAnchors: 1, profiles: 1, authorities: 1 };
  expect(whatCounts(vault, profileId)).toEqual(all);
  expect((await vault.status()).notAccepted).toBeNull();

  const there = reopen(vault, { accepted: computer() });
  await there.unlock(secret);
  expect(whatCounts(there, profileId)).toEqual({ anchors: [], confirmedAnchors: 0, profiles: 0, authorities: 0 });
  expect((await there.status()).notAccepted).toBe(2);
  const { digest, anchors, profiles, profileAnchors } = there.acceptance.review();
  expect({ anchors: anchors.length, profiles: profiles.length, profileAnchors: profileAnchors.length }).toEqual({
    anchors: 1,
    profiles: 1,
    profileAnchors: 1,
  });
  await expect(there.acceptance.accept('0'.repeat(64))).rejects.toMatchObject({ code: 'invalid-input' });
  expect(whatCounts(there, profileId).anchors).toEqual([]);
  await there.acceptance.accept(digest);
  expect(whatCounts(there, profileId)).toEqual(all);
  expect((await there.status()).notAccepted).toBeNull();
  expect(there.activity.list(null, 1).entries[0]?.event).toBe('vault-accepted');
});

test('[K07] refuses to confirm anchors and profiles in a vault that is not accepted', async () => {
  const { vault, sha256, profileId } = await vaultThatTrusts(computer());
  const there = reopen(vault, { accepted: computer() });
  await there.unlock(secret);
  const other = await makeIdentity('CN=Other');
  const refused = { code: 'vault-not-accepted' };
  await expect(
    there.anchors.add({ sha256: other.sha256, der: other.certificate.der, name: 'Other' }),
  ).rejects.toMatchObject(refused);
  await expect(there.anchors.confirm({ sha256, name: 'Root' })).rejects.toMatchObject(refused);
  await expect(there.enrolment.confirmProfile(profileId)).rejects.toMatchObject(refused);
  await expect(there.enrolment.acceptAnchors(profileId, [])).rejects.toMatchObject(refused);
});

test('[K07] [V01] ignores a verdict based on an anchor of a vault that is not accepted', async () => {
  const { vault, sha256 } = await vaultThatTrusts(computer());
  const leaf = await makeIdentity('CN=Leaf');
  await vault.importItems({
    certificates: [leaf.certificate],
    keys: [],
    origin: { via: 'file', fileName: null, path: null, downloadedFrom: null },
  });
  const verdict = {
    valid: true,
    sound: true,
    reasons: [],
    warnings: [],
    path: [leaf.sha256, sha256],
    basis: 'b',
    checkedAt: '2026',
  };
  const judgedWith = { isListed: () => false, confirmed: [sha256] };
  expect(await vault.checks.keepPaths([{ sha256: leaf.sha256, ...verdict }], judgedWith)).toBe(true);
  expect([...vault.checks.valid()]).toEqual([leaf.sha256]);
  const there = reopen(vault, { accepted: computer() });
  expect([...there.checks.valid()]).toEqual([]);
  expect(there.checks.path(leaf.sha256)).toBeNull();
  expect(there.checks.pathTimes().has(leaf.sha256)).toBe(false);
});

test('[K07] [K04] a vault stays accepted after it is re-keyed on this computer', async () => {
  const home = computer();
  const { vault, sha256, profileId } = await vaultThatTrusts(home);
  await vault.protectorChanges.changePassphrase('p', 'q', { rekey: true }, {});
  const again = reopen(vault, { accepted: home });
  expect(again.acceptance.isAccepted()).toBe(true);
  expect(whatCounts(again, profileId).anchors).toEqual([sha256]);
});

test('[K07] a vault with an accepted ID but another recipient is not accepted', async () => {
  const home = computer();
  const { vault, profileId } = await vaultThatTrusts(home);
  editVault(vault.folder, "UPDATE vault SET recipient = 'age1stranger'");
  const there = reopen(vault, { accepted: home });
  expect(there.acceptance.isAccepted()).toBe(false);
  expect(whatCounts(there, profileId).anchors).toEqual([]);
});
