// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createDestinationHandles } from '../../../main/destinations/destination-handles.ts';
import { createPageHandles } from '../../../main/ipc/page-handles.ts';
import type { Places } from '../../../main/ipc/places.ts';
import { createResolveDestination } from '../../../main/ipc/resolve-destination.ts';
import { backupHandlers } from '../../../main/ipc/handlers/backup/backup-handlers.ts';
import { profileHandlers, requestHandlers } from '../../../main/ipc/handlers/enrolment/enrolment-handlers.ts';
import { activityHandlers } from '../../../main/ipc/handlers/activity-handlers.ts';
import { appHandlers } from '../../../main/ipc/handlers/app-handlers.ts';
import { createProblemLog } from '../../../main/problems/problem-log.ts';
import { exportHandlers } from '../../../main/ipc/handlers/certificates/export-handlers.ts';
import { filePlaceHandlers, recoverySheetHandlers } from '../../../main/ipc/handlers/file-handlers.ts';
import { listFileHandlers } from '../../../main/ipc/handlers/certificates/certificate-handlers.ts';
import { lossHandlers } from '../../../main/ipc/handlers/enrolment/loss-handlers.ts';
import { reminderHandlers } from '../../../main/ipc/handlers/certificates/reminder-handlers.ts';
import { tokenHandlers } from '../../../main/ipc/handlers/token-handlers.ts';
import { vaultHandlers } from '../../../main/ipc/handlers/vault-handlers.ts';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { createServices } from '../../../main/services.ts';
import { callNames, definitionOf } from '../../../shared/ipc/contract.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { everyByte, placesIn, refusedFiles, refusedFolders } from '../../support/contract/refused-places.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { confirmNewCode } from '../../support/vault/recovery-groups.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { canLink, onWindows } from '../../support/system.ts';

const passphrase = 'a passphrase of four words';
const pem = '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n';
const pdf = () => new Uint8Array(Buffer.from('%PDF-1.7 a sheet %%EOF\n'));
const query = {
  search: '',
  filter: 'all',
  tag: null,
  month: null,
  expired: 'mixed',
  includeAuthorities: false,
  sort: { by: 'notAfter', descending: false },
  group: 'none',
  language: 'en',
};

interface Known {
  readonly sha256: string;
  readonly request: string;
}
const exporting = { format: 'pem', profile: 'modern', includeChain: false, password: null };
const all = { scope: { kind: 'all' }, protection: { kind: 'vault', passphrase }, recoveryCode: null };

/** Every call that writes to a file destination, with its input. */
const writing: Record<string, (known: Known, destinationId: string) => unknown> = {
  'activity.write': (_, destinationId) => ({ destinationId }),
  'app.writeProblems': (_, destinationId) => ({ destinationId }),
  'exports.write': ({ sha256 }, destinationId) => ({ ...exporting, sha256, destinationId }),
  'files.savePdf': (_, destinationId) => ({ destinationId }),
  'list.write': (_, destinationId) => ({ destinationId, format: 'json', query }),
  'losses.writeSheet': ({ sha256 }, destinationId) => ({ sha256s: [sha256], profileId: null, destinationId }),
  'profiles.writeTemplate': (_, destinationId) => ({ destinationId }),
  'recoverySheet.savePdf': (_, destinationId) => ({ destinationId }),
  'reminders.writeCalendar': (_, destinationId) => ({ destinationId }),
  'requests.write': ({ request }, destinationId) => ({ id: request, destinationId }),
  'tokens.saveRequest': (_, destinationId) => ({ destinationId, pem }),
  'vault.export': (_, destinationId) => ({ destinationId }),
};
const writingInto: typeof writing = {
  'backups.create': (_, destinationId) => ({ ...all, place: { kind: 'folder', destinationId } }),
  'exports.writeMany': ({ sha256 }, destinationId) => ({ ...exporting, certificates: [sha256], destinationId }),
};

test('[X12] every call that takes a destination has a row here', () => {
  const taking = callNames.filter((name) =>
    JSON.stringify(z.toJSONSchema(definitionOf(name).input, { unrepresentable: 'any' })).includes('"destinationId"'),
  );
  expect(taking.toSorted()).toEqual([...Object.keys(writing), ...Object.keys(writingInto)].toSorted());
});

/** The handlers over the services of a vault with one certificate, its key and a request. */
async function makeWorld(savesCode = false) {
  const places = placesIn(temporaryFolder());
  const services = createServices({
    dataFolder: places.vault,
    stateFolder: places.state,
    startChild: startNodeChild,
    unlockAtStart: false,
  });
  onTestFinished(() => services.close());
  await services.vault.createWithProtectors({ passphrase });
  const vault = await services.vault.require();
  if (savesCode) {
    await vault.unlock({ kind: 'passphrase', secret: passphrase });
    await confirmNewCode(vault);
  }
  const { certificate, key, sha256 } = await makeIdentity('CN=Zhang San');
  const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
  await vault.importItems({ certificates: [certificate], keys: [key], origin });
  const profile = join(places.work, 'profile.json');
  writeFileSync(profile, JSON.stringify({ name: 'Any', protocol: 'manual', url: 'https://any.example.com/' }));
  const held = await services.enrolment.profiles.importFile(profile);
  const wanted = { holder: { subject: 'CN=Zhang San' }, algorithm: 'ec-p256', key: { in: 'vault' } } as const;
  const asked = { ...wanted, place: null, purpose: 'apply', renews: null } as const;
  const { request } = await services.enrolment.request(held, asked);

  const destinations = createDestinationHandles(services.destinations);
  // Accepts any purpose, because purposes are tested elsewhere.
  const forAnything: Places = {
    ...destinations,
    askFile: async () => ({ outcome: 'cancelled' }),
    askFolder: async () => ({ outcome: 'cancelled' }),
    pathOf: () => '',
  };
  const parts = {
    host: { pagePdf: async () => Promise.resolve(pdf()), kind: 'chromium', presence: {} },
    services,
    reminderClock: {},
    facts: { version: '0', tokensUnavailable: null, problems: createProblemLog(() => new Date()) },
    language: () => 'en',
    places: forAnything,
    held: createPageHandles(),
    resolveDestination: createResolveDestination(services),
  } as unknown as HandlerParts;
  const groups: Record<string, unknown> = {
    activity: activityHandlers(parts),
    app: appHandlers(parts),
    exports: exportHandlers(parts),
    files: filePlaceHandlers(parts),
    list: listFileHandlers(parts),
    losses: lossHandlers(parts),
    profiles: profileHandlers(parts),
    recoverySheet: recoverySheetHandlers(parts),
    reminders: reminderHandlers(parts),
    requests: requestHandlers(parts),
    tokens: tokenHandlers(parts),
    vault: vaultHandlers(parts),
    backups: backupHandlers(parts),
  };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const known = { sha256, request: request.id };
  const call = async (name: string, input: unknown) => {
    const [group = '', short = ''] = name.split('.');
    const handlers = groups[group] as Record<string, (input: unknown, context: unknown) => Promise<unknown>>;
    return await handlers[short]?.(input, context);
  };
  return { ...places, destinations, known, call };
}

type Refusal = { code: string; details: { reason?: string } };
const reasonOf = async (work: Promise<unknown>): Promise<unknown> =>
  await work.then(
    () => 'written',
    ({ code, details }: Refusal) => details.reason ?? code,
  );

test('[X12] refuses every forbidden file and folder as a destination', async () => {
  const world = await makeWorld();
  const files = await refusedFiles(world);
  const folders = refusedFolders(world);
  const before = everyByte(world);
  for (const { title, path, reason } of files) {
    expect(await reasonOf(world.destinations.chosen(path)), title).toEqual(reason);
  }
  for (const { title, path, reason } of folders) {
    expect(await reasonOf(world.destinations.chosenFolder(path)), title).toEqual(reason);
  }
  expect(everyByte(world)).toEqual(before);
});

test.each(Object.keys(writing))('[X12] %s leaves an object that replaced its destination unchanged', async (name) => {
  const world = await makeWorld(name === 'vault.export');
  const input = writing[name];
  if (!input) throw new Error(name);
  const vaultFile = join(world.vault, 'vault.sqlite');
  const link = ['a link', 'symbolic-link', (path: string) => symlinkSync(vaultFile, path)] as const;
  const pipe = ['a pipe', 'not-a-file', (path: string) => execFileSync('mkfifo', [path])] as const;
  const inTheWay = [
    ...(canLink() ? [link] : []),
    ...(onWindows ? [] : [pipe]),
    ['a hard link', 'vault', (path: string) => linkSync(vaultFile, path)],
    ['a folder', 'not-a-file', (path: string) => mkdirSync(path)],
  ] as const;
  for (const [title, reason, put] of inTheWay) {
    const path = join(world.work, 'out', title);
    mkdirSync(join(world.work, 'out'), { recursive: true });
    const { id } = await world.destinations.chosen(path);
    put(path);
    const before = everyByte(world);
    const refusal = await reasonOf(world.call(name, input(world.known, id)));
    // The recovery sheet first checks its folder, which holds a link to the vault.
    expect(refusal, title).toEqual(refusal === 'place-refused' ? refusal : reason);
    expect(everyByte(world), title).toEqual(before);
  }
  const good = join(world.work, 'fine', 'good');
  mkdirSync(join(world.work, 'fine'));
  const { id } = await world.destinations.chosen(good);
  expect(await reasonOf(world.call(name, input(world.known, id)))).toBe('written');
  expect(readFileSync(good).length).toBeGreaterThan(0);
});

test.each(Object.keys(writingInto))('[X12] %s follows no link that replaced its folder', async (name) => {
  const world = await makeWorld();
  const input = writingInto[name];
  if (!input) throw new Error(name);
  const folder = join(world.work, 'into');
  mkdirSync(folder);
  const { id } = await world.destinations.chosenFolder(folder);
  renameSync(folder, join(world.work, 'away'));
  symlinkSync(world.vault, folder);
  const before = Object.keys(everyByte(world));
  expect(await reasonOf(world.call(name, input(world.known, id)))).toMatch(/^(?:vault|symbolic-link)$/);
  expect(Object.keys(everyByte(world))).toEqual(before);
  expect(readdirSync(join(world.work, 'away'))).toEqual([]);
});

test('[L08] a list of chosen certificates contains only those', async () => {
  const world = await makeWorld();
  const countOf = async (sha256s: readonly string[]) => {
    const { id } = await world.destinations.chosen(join(world.work, 'list.json'));
    return await world.call('list.write', { destinationId: id, format: 'json', query, sha256s });
  };
  expect(await countOf([world.known.sha256])).toMatchObject({ certificates: 1, expired: 0 });
  expect(await countOf(['0'.repeat(64)])).toMatchObject({ certificates: 0 });
});
