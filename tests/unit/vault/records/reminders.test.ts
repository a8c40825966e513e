// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Vault } from '../../../../main/vault/vault.ts';
import { untouched } from '../../../../shared/domain/certificates/reminder-plan.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { makeSealedVault, openCopy, unlockCopy } from '../../../support/vault/sealed-vault.ts';
import { editVault } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.cer', path: null, downloadedFrom: null } as const;
const notAfter = '2027-03-31T15:59:59.999Z';

async function vaultWith(subject: string): Promise<{ vault: Vault; sha256: string }> {
  const { certificate, sha256 } = await makeIdentity(subject);
  const vault = newTestVault();
  await vault.importItems({ certificates: [certificate], keys: [], origin });
  return { vault, sha256 };
}

test('[R01] keeps choices, snoozes and notices over a restart; a notice ends the snooze', async () => {
  const { vault, sha256 } = await vaultWith('CN=a');
  expect(vault.reminders.state(sha256)).toEqual(untouched);
  await vault.reminders.choose(sha256, [3, 14, 3]);
  await vault.reminders.snooze(sha256, '2027-03-20T00:00:00.000Z');
  const state = { days: [14, 3], snoozedUntil: '2027-03-20T00:00:00.000Z', notified: null };
  expect(reopen(vault).reminders.states()).toEqual(new Map([[sha256, state]]));
  await vault.reminders.markNotified([{ about: sha256, notAfter, days: 14 }]);
  const shown = { days: [14, 3], snoozedUntil: null, notified: { notAfter, days: 14 } };
  expect(reopen(vault).reminders.state(sha256)).toEqual(shown);
  await vault.reminders.choose(sha256, null);
  expect(vault.reminders.state(sha256)).toEqual({ ...shown, days: null });
});

test('[R01] uses the default days when another program broke the chosen ones', async () => {
  const { vault, sha256 } = await vaultWith('CN=a');
  await vault.reminders.choose(sha256, [14]);
  editVault(vault.folder, "UPDATE reminders SET days = '[1, x'");
  expect(reopen(vault).reminders.state(sha256).days).toBeNull();
});

test('[R01] keeps nothing for unknown certificates, nor for those in 最近删除', async () => {
  const { vault, sha256 } = await vaultWith('CN=a');
  await expect(vault.reminders.choose('0'.repeat(64), [])).rejects.toMatchObject({ code: 'not-found' });
  await vault.deletion.moveToTrash([sha256]);
  await expect(vault.reminders.snooze(sha256, null)).rejects.toMatchObject({ code: 'not-found' });
  await vault.reminders.markNotified([{ about: sha256, notAfter, days: 3 }]);
  expect(vault.reminders.states().size).toBe(0);
});

test('[R01] [K10] removes its row with a purge, and leaves no byte of it', async () => {
  const { vault, sha256 } = await vaultWith('CN=a');
  await vault.reminders.choose(sha256, [3]);
  await vault.deletion.moveToTrash([sha256]);
  expect(vault.reminders.states().size).toBe(1);
  await vault.deletion.purge(null);
  expect(vault.reminders.states().size).toBe(0);
  const bytes = readFileSync(join(vault.folder, 'vault.sqlite')).toString('latin1');
  // The log keeps the fingerprint; in a reminder row the days would follow it.
  expect(bytes).not.toContain(`${sha256}[3]`);
});

test('[R01] [D04] gives a watched entry its own reminders, which are deleted with it', async () => {
  const vault = newTestVault();
  const { id } = await vault.watching.add({ name: '网银 U盾', notAfter, place: null });
  await vault.reminders.markNotified([{ about: id, notAfter, days: 7 }]);
  expect(vault.reminders.state(id).notified).toEqual({ notAfter, days: 7 });
  await vault.watching.remove(id);
  expect(vault.reminders.states().size).toBe(0);
});

test('[R01] [K07] leaves the seal sound and the log unchanged when reminders change while locked', async () => {
  const { folder, identities } = await makeSealedVault();
  const [first, second] = identities.map(({ sha256 }) => sha256);
  const locked = openCopy(folder);
  const before = locked.activity.list(null, 50).entries.length;
  await locked.reminders.markNotified([{ about: first ?? '', notAfter, days: 7 }]);
  await locked.reminders.choose(second ?? '', []);
  expect(locked.activity.list(null, 50).entries).toHaveLength(before);
  locked.close();
  const vault = await unlockCopy(folder);
  expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  expect(vault.reminders.states().size).toBe(2);
});
