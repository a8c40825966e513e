// SPDX-License-Identifier: Apache-2.0
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDestinationHandles } from '../../../main/destinations/destination-handles.ts';
import type { Host, SaveAnswer } from '../../../main/hosts/host.ts';
import { createRouter } from '../../../main/ipc/create-router.ts';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { deletionHandlers } from '../../../main/ipc/handlers/certificates/certificate-handlers.ts';
import { filePlaceHandlers } from '../../../main/ipc/handlers/file-handlers.ts';
import { vaultHandlers } from '../../../main/ipc/handlers/vault-handlers.ts';
import { createPlaces } from '../../../main/ipc/places.ts';
import { createOperations } from '../../../main/ipc/operations.ts';
import { createServices } from '../../../main/services.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { stubHandlers } from '../../support/contract/stub-handlers.ts';
import { everythingGranted } from '../../support/contract/everything-granted.ts';

const origin = 'https://app.invalid';

function startServices(saveAnswer: SaveAnswer) {
  const services = createServices({
    dataFolder: join(temporaryFolder(), 'vault'),
    stateFolder: join(temporaryFolder(), 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    now: () => new Date('2026-11-24T12:00:00Z'),
  });
  onTestFinished(() => services.close());
  let now = 0;
  const suggested: string[] = [];
  const saveFile: Host['saveFile'] = async ({ suggestedPath }) => {
    suggested.push(suggestedPath);
    // The user reads the dialog for two seconds.
    now += 2000;
    return await Promise.resolve(saveAnswer);
  };
  const host = { saveFile } as unknown as Host;
  const places = createPlaces(
    host,
    createDestinationHandles(services.destinations),
    () => 'en',
    () => now,
  );
  const parts = { services, places, language: () => 'en' } as unknown as HandlerParts;
  const router = createRouter({
    handlers: {
      ...stubHandlers({}),
      deletion: { ...services.deletion, ...deletionHandlers(parts) },
      vault: vaultHandlers(parts),
      files: filePlaceHandlers(parts),
    },
    origin,
    grants: everythingGranted,
    operations: createOperations(() => undefined),
    emit: () => undefined,
    logUnexpected: () => undefined,
  });
  const sender = { knownWindow: true, topFrame: true, origin };
  return { services, suggested, call: async (call: string, input: unknown) => await router({ call, input }, sender) };
}

async function putCertificate(services: ReturnType<typeof startServices>['services'], subject: string) {
  const { certificate, sha256 } = await makeIdentity(subject);
  const from = { via: 'file', fileName: 'a.cer', path: null, downloadedFrom: null } as const;
  await (await services.vault.requireOrCreate()).importItems({ certificates: [certificate], keys: [], origin: from });
  return sha256;
}

test('[K10] [U07] the calls plan, delete, list, restore and purge the selected certificates', async () => {
  const { services, call } = startServices({ outcome: 'cancelled' });
  expect(await call('deletion.list', {})).toEqual({ ok: true, value: { certificates: [] } });
  const sha256 = await putCertificate(services, 'CN=051@张三@110101199001011234@1');
  const certificates = [sha256];
  const plan = await call('deletion.plan', { certificates });
  expect(plan).toMatchObject({ ok: true, value: { certificates: 1, keys: 0, withoutBackup: 0, installedIn: [] } });
  expect(JSON.stringify(plan)).not.toContain('110101199001011234');
  const purgeAt = '2026-12-24T12:00:00.000Z';
  expect(await call('deletion.delete', { certificates })).toEqual({
    ok: true,
    value: { deleted: 1, keys: 0, purgeAt },
  });
  expect(await call('deletion.list', {})).toMatchObject({
    ok: true,
    value: { certificates: [{ sha256, deletedAt: '2026-11-24T12:00:00.000Z', purgeAt }] },
  });
  expect(await call('deletion.restore', { certificates })).toEqual({ ok: true, value: { restored: 1 } });
  expect(await call('deletion.purge', { certificates })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  const resolving = (id: string) => services.deletion.resolveDeletedId(id).catch((error: unknown) => error);
  const entered = sha256.slice(0, 8);
  expect(await resolving(entered)).toMatchObject({ code: 'not-found', details: { reason: 'not-deleted', entered } });
  const unknown = 'f'.repeat(64);
  expect(await resolving(unknown)).toMatchObject({
    code: 'not-found',
    details: { reason: 'no-such-deleted', entered: unknown },
  });
  await call('deletion.delete', { certificates });
  expect(await call('deletion.purge', { certificates: null })).toEqual({
    ok: true,
    value: { purged: 1, keys: 0, residueLeft: false },
  });
  expect(await call('deletion.delete', { certificates: [] })).toMatchObject({ error: { code: 'invalid-input' } });
});

test('[E08] a second sheet of one day is suggested under a name of its own (dialog answered by the test)', async () => {
  const home = temporaryFolder();
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { suggested, call } = startServices({ outcome: 'cancelled' });
  const name = `CertSteward-contact-sheet-${new Date().toISOString().slice(0, 10)}`;
  writeFileSync(join(home, `${name}.txt`), '');
  await call('files.chooseDestination', { purpose: 'contact-sheet' });
  expect(suggested).toEqual([join(home, `${name}-2.txt`)]);
});

test('[K09] exports the vault to the path chosen in the dialog (answered by the test)', async () => {
  const path = join(temporaryFolder(), 'moved.sqlite');
  const { services, call } = startServices({ outcome: 'chosen', path, typed: false });
  const chosen = await call('files.chooseDestination', { purpose: 'vault' });
  expect(chosen).toMatchObject({ ok: true, value: { outcome: 'chosen', displayPath: path } });
  const { destinationId } = (chosen as { value: { destinationId: string } }).value;
  expect(await call('vault.export', { destinationId })).toMatchObject({ error: { code: 'vault-missing' } });
  await putCertificate(services, 'CN=a');
  // The failed export left the destination valid.
  expect(await call('vault.export', { destinationId })).toMatchObject({ ok: true, value: { displayPath: path } });
  expect(existsSync(path)).toBe(true);
  expect(await call('vault.export', { destinationId })).toMatchObject({ error: { code: 'draft-expired' } });
});
