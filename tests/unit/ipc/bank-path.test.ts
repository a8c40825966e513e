// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AddressOpener } from '../../../main/hosts/open-in-program.ts';
import { createRouter } from '../../../main/ipc/create-router.ts';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { importHandlers } from '../../../main/ipc/handlers/certificates/import-handlers.ts';
import { profileHandlers } from '../../../main/ipc/handlers/enrolment/enrolment-handlers.ts';
import { webEnrolmentHandlers } from '../../../main/ipc/handlers/enrolment/web-enrolment-handlers.ts';
import { createServices } from '../../../main/services.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc/contract.ts';
import type { Envelope } from '../../../shared/ipc/envelope.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { everythingGranted } from '../../support/contract/everything-granted.ts';
import { stubHandlers } from '../../support/contract/stub-handlers.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const origin = 'https://app.invalid';
const sender = { knownWindow: true, topFrame: true, origin };
const day = 86_400_000;
const inDays = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * day);
const edge = { name: 'Microsoft Edge', program: '/usr/bin/microsoft-edge', before: [] };

/** A window's calls over real services. `opened`: addresses and programs. */
function appWith(isEdgeWorking = true) {
  const opened: [string, string | null][] = [];
  const services = createServices({
    dataFolder: join(temporaryFolder(), 'vault'),
    stateFolder: join(temporaryFolder(), 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
  });
  onTestFinished(() => services.close());
  const host = {
    canOpenAddress: true,
    openAddress: async (address: string, browser: AddressOpener | null) => {
      opened.push([address, browser?.program ?? null]);
      return await Promise.resolve(browser === null || isEdgeWorking);
    },
  };
  const stores = {
    ...services.stores,
    browserOf: async (id: string) => Promise.resolve(id.startsWith('chromium:') ? edge : null),
  };
  const parts = { host, services: { ...services, stores }, language: () => 'en' } as unknown as HandlerParts;
  const router = createRouter({
    handlers: {
      ...stubHandlers({}),
      certificates: services.certificates,
      imports: { ...services.imports, ...importHandlers(parts) },
      profiles: { ...services.enrolment.profiles, ...profileHandlers(parts) },
      webEnrolments: { ...services.enrolment.webEnrolments, ...webEnrolmentHandlers(parts) },
    },
    origin,
    grants: everythingGranted,
    emit: () => undefined,
    logUnexpected: () => undefined,
  });
  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const answer = (await router({ call: name, input }, sender)) as Envelope;
    if (!answer.ok) throw Object.assign(new Error(`${name}: ${answer.error.code}`), answer.error);
    return answer.value as CallOutput<N>;
  }
  return { call, opened, losses: services.losses };
}

type App = ReturnType<typeof appWith>;

const login = 'https://ebank.haichuan.example/login';
const bank = { name: '海川银行', address: login, phone: null, branch: null, replaces: null };

/** Links a bank with a confirmed address to the certificate. */
async function named({ call }: App, sha256: string, change: Partial<typeof bank> = {}) {
  const { id, host } = await call('profiles.addBank', { ...bank, ...change });
  const held = await call('profiles.confirm', { id, typedHost: host.ascii });
  await call('webEnrolments.link', { sha256, profileId: held.id });
  return held;
}

async function bankOf({ call }: App, sha256: string) {
  const { profileId } = await call('webEnrolments.authorityOf', { sha256 });
  return (await call('profiles.list', {})).profiles.find(({ id }) => id === profileId) ?? null;
}

const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;

async function inspect({ call }: App, text: string) {
  const { draftId } = await call('imports.paste', { text });
  return await call('imports.inspect', { draftId, password: null });
}

const subject = 'CN=051@张三@110101199001011234@1';
const lasting = (from: number, until: number) => ({ notBefore: inDays(from), notAfter: inDays(until) });

async function twins() {
  const old = await makeIdentity(subject, null, undefined, lasting(-340, 20));
  const renewed = await makeIdentity(subject, null, undefined, lasting(-1, 364));
  return {
    old,
    renewed,
    oldText: pem('CERTIFICATE', old.certificate.der),
    newText: pem('CERTIFICATE', renewed.certificate.der),
  };
}

test('[E07] [L01] importing reports the holder’s expiring certificate, with the number masked', async () => {
  const app = appWith();
  const { old, renewed, oldText, newText } = await twins();
  const first = await inspect(app, oldText);
  expect(first.holders).toEqual([{ sha256: old.sha256, number: '1101**********1234', replaces: null }]);
  await app.call('imports.commit', { draftId: first.draftId });
  const second = await inspect(app, newText);
  expect(second.holders).toMatchObject([
    { sha256: renewed.sha256, replaces: { sha256: old.sha256, notAfter: old.certificate.fields.notAfter } },
  ]);
});

test.each([
  { isReplaced: true, status: 'superseded', address: 'https://ebank.haichuan.example/login' },
  { isReplaced: false, status: 'expiring', address: null },
])(
  '[E07] [L05] a twin marked as replaced: $isReplaced is $status, and the new one opens $address',
  async ({ isReplaced, status, address }) => {
    const app = appWith();
    const { old, renewed, oldText, newText } = await twins();
    await app.call('imports.commit', { draftId: (await inspect(app, oldText)).draftId });
    await named(app, old.sha256);
    const { draftId } = await inspect(app, newText);
    const said = { sha256: renewed.sha256, old: old.sha256, isReplaced };
    await app.call('imports.commit', { draftId, twins: [said] });
    expect(await app.call('certificates.detail', { sha256: old.sha256 })).toMatchObject({ status });
    expect((await bankOf(app, renewed.sha256))?.profile.url ?? null).toBe(address);
  },
);

test('[E07] [X11] a page cannot declare unrelated certificates as twins', async () => {
  const app = appWith();
  const { renewed, newText } = await twins();
  const other = await makeIdentity('CN=李四', null, undefined, lasting(-340, 20));
  await app.call('imports.commit', {
    draftId: (await inspect(app, pem('CERTIFICATE', other.certificate.der))).draftId,
  });
  const { draftId } = await inspect(app, newText);
  const said = { sha256: renewed.sha256, old: other.sha256, isReplaced: true };
  await app.call('imports.commit', { draftId, twins: [said] });
  const detail = await app.call('certificates.detail', { sha256: other.sha256 });
  expect(detail).toMatchObject({ status: 'expiring', supersededBy: null });
});

async function withOne(app: App): Promise<string> {
  const { old, oldText } = await twins();
  await app.call('imports.commit', { draftId: (await inspect(app, oldText)).draftId });
  return old.sha256;
}

test('[S12] opens the confirmed address in the browser of the store', async () => {
  const app = appWith();
  const sha256 = await withOne(app);
  const storeId = 'chromium:/home/a/.pki/nssdb';
  const { id: profileId } = await app.call('profiles.addBank', bank);
  const early = app.call('webEnrolments.openAddress', { profileId, storeId });
  await expect(early).rejects.toMatchObject({ code: 'not-confirmed' });
  expect(app.opened).toEqual([]);
  const held = await named(app, sha256);
  expect(held.confirmedAt?.slice(0, 10)).toBe(new Date().toISOString().slice(0, 10));
  const open = async (id: string) => app.call('webEnrolments.openAddress', { profileId: held.id, storeId: id });
  expect(await open(storeId)).toEqual({ opened: true, browser: 'Microsoft Edge', failed: null });
  expect(await open('firefox:a')).toEqual({ opened: true, browser: null, failed: null });
  expect(app.opened).toEqual([
    [login, '/usr/bin/microsoft-edge'],
    [login, null],
  ]);
});

test('[S12] names a browser that does not start, and opens the address in the usual one', async () => {
  const app = appWith(false);
  const { id: profileId } = await named(app, await withOne(app));
  const answer = await app.call('webEnrolments.openAddress', { profileId, storeId: 'chromium:/home/a/.pki/nssdb' });
  expect(answer).toEqual({ opened: true, browser: null, failed: 'Microsoft Edge' });
  expect(app.opened.map(([, program]) => program)).toEqual(['/usr/bin/microsoft-edge', null]);
});

test.each([
  ['http://bank.example/', 'not-https'],
  ['https://haiсhuan.example/', 'mixed-scripts'],
  ['https://bank.example@evil.example/', 'credentials'],
  ['https://192.0.2.1/', 'number'],
  ['https://', 'incomplete'],
])('[S12] [X11] refuses to save %s, whatever a page sends: %s', async (address, reason) => {
  const app = appWith();
  await withOne(app);
  const refused = app.call('profiles.addBank', { ...bank, address });
  await expect(refused).rejects.toMatchObject({ code: 'address-refused', details: { reason } });
  expect((await app.call('profiles.list', {})).profiles).toEqual([]);
});

/** Imports a certificate and returns its SHA-256. */
async function holding(app: App, name: string): Promise<string> {
  const { certificate } = await makeIdentity(name, null, undefined, lasting(-10, 300));
  await app.call('imports.commit', { draftId: (await inspect(app, pem('CERTIFICATE', certificate.der))).draftId });
  return certificate.fields.sha256;
}

test('[S12] [E11] certificates of one bank share its address, those of another do not', async () => {
  const app = appWith();
  const one = await holding(app, 'CN=051@张三,OU=海川银行,O=CFCA');
  const two = await holding(app, 'CN=051@李四,OU=海川银行,O=CFCA');
  const other = await holding(app, 'CN=051@张三,OU=远洲银行,O=CFCA');
  const unnamed = await holding(app, 'CN=051@张三,O=CFCA');
  const held = await named(app, one);
  const found = await Promise.all([one, two, other, unnamed].map(async (sha256) => (await bankOf(app, sha256))?.id));
  expect(found).toEqual([held.id, held.id, undefined, undefined]);
  // A bank entered for a certificate takes precedence over the name in it.
  const corporate = await named(app, two, { address: 'https://corp.haichuan.example/' });
  expect((await bankOf(app, two))?.id).toBe(corporate.id);
  expect((await bankOf(app, one))?.id).toBe(held.id);
});

test('[S12] [E11] a changed address applies to all certificates of the bank, unconfirmed', async () => {
  const app = appWith();
  const one = await holding(app, 'CN=051@张三,OU=海川银行,O=CFCA');
  const two = await holding(app, 'CN=051@李四,OU=海川银行,O=CFCA');
  const held = await named(app, one);
  const moved = await app.call('profiles.addBank', { ...bank, address: 'www.haichuan.example', replaces: held.id });
  expect(moved.confirmedAt).toBeNull();
  for (const sha256 of [one, two])
    expect((await bankOf(app, sha256))?.profile.url).toBe('https://www.haichuan.example/');
  expect((await app.call('profiles.list', {})).profiles).toHaveLength(1);
});

test('[E08] a phone noted with a loss is never shown for another certificate, and a theft is shown at the import', async () => {
  const app = appWith();
  const stolen = await makeIdentity('CN=王芳,OU=海川银行', null, undefined, lasting(-340, 20));
  const same = await makeIdentity('CN=王芳二,OU=海川银行', null, undefined, lasting(-340, 20));
  const other = await makeIdentity('CN=王芳,OU=远山银行', null, undefined, lasting(-340, 20));
  const all = [stolen, same, other];
  const text = all.map(({ certificate }) => pem('CERTIFICATE', certificate.der)).join('');
  const { draftId, unsafe } = await inspect(app, text);
  expect(unsafe).toEqual([]);
  await app.call('imports.commit', { draftId, twins: [] });
  await app.losses.report({ sha256s: [stolen.sha256], kind: 'stolen' });
  await app.losses.report({ sha256s: [other.sha256], kind: 'lost' });
  await app.losses.setPhone({ sha256s: [stolen.sha256], phone: '95000' });
  const phones = all.map(async ({ sha256 }) => (await app.call('webEnrolments.authorityOf', { sha256 })).phone);
  expect(await Promise.all(phones)).toEqual(['95000', undefined, undefined]);
  expect((await inspect(app, text)).unsafe).toEqual([{ sha256: stolen.sha256, loss: 'stolen' }]);
});
