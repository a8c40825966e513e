// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AddressOpener } from '../../../main/hosts/open-in-program.ts';
import { createRouter } from '../../../main/ipc/create-router.ts';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { bankSiteHandlers } from '../../../main/ipc/handlers/certificates/bank-site-handlers.ts';
import { importHandlers } from '../../../main/ipc/handlers/certificates/import-handlers.ts';
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

/** The calls of a window over real services; `opened` is what its host was asked to open, and where. */
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
      bankSites: bankSiteHandlers(parts),
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
  return { call, opened };
}

type App = ReturnType<typeof appWith>;

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

test('[E07] [L01] a file whose holder has an expiring certificate says so, and the number is masked', async () => {
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
  '[E07] [L05] a twin of which a person says replaced: $isReplaced is $status, and the new one opens $address',
  async ({ isReplaced, status, address }) => {
    const app = appWith();
    const { old, renewed, oldText, newText } = await twins();
    await app.call('imports.commit', { draftId: (await inspect(app, oldText)).draftId });
    await app.call('bankSites.save', { sha256: old.sha256, address: 'ebank.haichuan.example/login' });
    const { draftId } = await inspect(app, newText);
    const said = { sha256: renewed.sha256, old: old.sha256, isReplaced };
    await app.call('imports.commit', { draftId, twins: [said] });
    expect(await app.call('certificates.detail', { sha256: old.sha256 })).toMatchObject({ status });
    const { bankSite } = await app.call('certificates.detail', { sha256: renewed.sha256 });
    expect(bankSite?.address ?? null).toBe(address);
  },
);

test('[E07] [X11] a page cannot call two certificates twins that are none', async () => {
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

test('[S12] the saved address is opened in the browser of the store, with the day on which it was compared', async () => {
  const app = appWith();
  const sha256 = await withOne(app);
  const storeId = 'chromium:/home/a/.pki/nssdb';
  await expect(app.call('bankSites.open', { sha256, storeId })).rejects.toMatchObject({ code: 'not-confirmed' });
  const { site } = await app.call('bankSites.save', { sha256, address: 'https://ebank.haichuan.example/login' });
  const today = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  expect(site).toEqual({
    address: 'https://ebank.haichuan.example/login',
    comparedOn: `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`,
  });
  expect(await app.call('bankSites.open', { sha256, storeId })).toEqual({ opened: true, browser: 'Microsoft Edge' });
  expect(await app.call('bankSites.open', { sha256, storeId: 'firefox:a' })).toEqual({ opened: true, browser: null });
  expect(app.opened).toEqual([
    ['https://ebank.haichuan.example/login', '/usr/bin/microsoft-edge'],
    ['https://ebank.haichuan.example/login', null],
  ]);
  expect(await app.call('bankSites.save', { sha256, address: null })).toEqual({ site: null });
});

test('[S12] a browser that does not start leaves it to the usual one', async () => {
  const app = appWith(false);
  const sha256 = await withOne(app);
  await app.call('bankSites.save', { sha256, address: 'ebank.haichuan.example' });
  const answer = await app.call('bankSites.open', { sha256, storeId: 'chromium:/home/a/.pki/nssdb' });
  expect(answer).toEqual({ opened: true, browser: null });
  expect(app.opened.map(([, program]) => program)).toEqual(['/usr/bin/microsoft-edge', null]);
});

test.each([
  'http://bank.example/',
  'https://haiсhuan.example/',
  'https://bank.example@evil.example/',
  'https://192.0.2.1/',
])('[S12] [X11] %s is not kept, whatever a page sends', async (address) => {
  const app = appWith();
  const sha256 = await withOne(app);
  const refused = app.call('bankSites.save', { sha256, address });
  await expect(refused).rejects.toMatchObject({ code: 'address-refused' });
});
