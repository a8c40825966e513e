// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { makeRequest } from '../../../../main/enrolment/requests/make-request.ts';
import { makeTemporaryKey } from '../../../../main/enrolment/requests/sm2-requests.ts';
import { publicKeyHashOf } from '../../../../main/formats/public-key-hash.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { askFor } from '../../../support/enrolment/ask-for.ts';
import { bytesOfVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { newTestVault } from '../../../support/vault/vault-fixture.ts';

const given = { kind: 'passphrase', secret: '申请 passphrase' } as const;
const sound = { findings: [], keysOpened: true, seal: 'sealed' } as const;

/** A vault with two requests, one of which has a temporary key. */
async function vaultWithRequest(): Promise<{ vault: Vault; id: string; temporary: string; other: string }> {
  // BoringSSL doesn't know SM2.
  const vault = newTestVault({ publicKeyHashOf });
  await vault.initialiseProtectors({ passphrase: given.secret, useOsStore: false, recoveryCode: 'later' });
  const other = await askFor(vault);
  const [like] = vault.enrolment.requests();
  if (!like) throw new Error('no request to take after');
  const temporary = makeTemporaryKey();
  const { csr, key } = await makeRequest('sm2', 'CN=x', { temporaryKey: temporary.spki });
  const id = crypto.randomUUID();
  const createdAt = '2026-11-26T12:00:00.000Z';
  await vault.enrolment.addRequest({ ...like, id, csr, spkiSha256: key.spkiSha256, createdAt }, [key, temporary.key]);
  return { vault, id, temporary: temporary.key.spkiSha256, other };
}

test('[G05] [K10] erases every byte of a temporary key, and no other key', async () => {
  const { vault, temporary, other } = await vaultWithRequest();
  expect(vault.enrolment.temporaryKeys()).toEqual([temporary]);
  expect(await vault.verify()).toMatchObject({ ...sound, keys: 3 });
  const [row] = rowsOf(vault.folder, `SELECT envelope FROM keys WHERE spki_sha256 = '${temporary}'`);
  const envelope = Buffer.from(row?.['envelope'] as Uint8Array);
  await vault.enrolment.removeTemporaryKeys([other, temporary]);
  expect(bytesOfVault(vault.folder).includes(envelope.subarray(-64))).toBe(false);
  expect(vault.enrolment.temporaryKeys()).toEqual([]);
  expect(vault.activity.list(null, 1).entries).toMatchObject([{ event: 'temporary-key-removed' }]);
  expect(await vault.verify()).toMatchObject({ ...sound, keys: 2 });
});

test('[G05] [K07] removes a temporary key alone or with its request while locked, with the seal intact', async () => {
  const [first, second] = [await vaultWithRequest(), await vaultWithRequest()];
  first.vault.lock();
  await first.vault.enrolment.removeTemporaryKeys([first.temporary]);
  second.vault.lock();
  expect(await second.vault.enrolment.removeRequest(second.id)).toEqual({ keys: 2 });
  for (const [{ vault }, keys] of [
    [first, 2],
    [second, 1],
  ] as const) {
    await vault.unlock(given);
    expect(await vault.verify()).toMatchObject({ ...sound, keys });
  }
});
