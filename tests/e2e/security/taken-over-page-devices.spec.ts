// SPDX-License-Identifier: Apache-2.0
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { expect, test } from '../support/fixtures.ts';
import { call, importByCalls, value } from '../support/apps/in-page.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../support/data/soft-hsm-home.ts';
import { makeStoreHome } from '../support/data/store-home.ts';
import { connectedToken } from '../support/data/token-protector.ts';

const listed = makeStoreHome();
const softHsm = makeSoftHsmHome();
const shared = shareApp('en');
const label = 'Erased by the page';
let certificate = '';

const tokenId = async () => (await connectedToken(shared.app.page, softHsm().label)).id;

async function chromiumStore(): Promise<string> {
  const { stores } = await value(shared.app.page, 'stores.list', { refresh: true });
  return (stores as { id: string; kind: string }[]).find(({ kind }) => kind === 'chromium')?.id ?? '';
}

/** Each returns whether it reached its target. */
const attacks: Readonly<Record<string, () => Promise<boolean>>> = {
  'install a key in a browser': async () => {
    const storeIds = [await chromiumStore()];
    await call(shared.app.page, 'stores.install', { certificates: [certificate], storeIds, passwords: [] });
    return listed().includes('Zhang San');
  },
  'remove a key from a browser': async () => {
    const items = [{ sha256: certificate, storeId: await chromiumStore() }];
    const before = listed().includes('Zhang San');
    await call(shared.app.page, 'stores.remove', { items, passwords: [], evenLastCopy: true });
    return before && !listed().includes('Zhang San');
  },
  'make a token its own': async () => {
    await call(shared.app.page, 'tokens.manage', { tokenId: await tokenId(), on: true });
    return (await connectedToken(shared.app.page, softHsm().label)).managed;
  },
  'copy a key onto a token': async () => {
    const pins = { tokenId: await tokenId(), pin: softHsm().pin, confirmedLastTry: false };
    const input = { ...pins, sha256: certificate, withChain: false, label: 'stolen' };
    return (await call(shared.app.page, 'tokens.importIdentity', input)).ok;
  },
  'spend the last try of a PIN': async () => {
    const input = { tokenId: await tokenId(), pin: softHsm().pin, confirmedLastTry: true };
    return (await call(shared.app.page, 'tokens.unlock', input)).ok;
  },
  'erase a token': async () => {
    const pins = { soPin: softHsm().soPin, newPin: softHsm().pin, confirmedLastTry: false };
    const names = { label, typedLabel: softHsm().label, losing: [certificate] };
    return (await call(shared.app.page, 'tokens.initialise', { tokenId: await tokenId(), ...pins, ...names })).ok;
  },
};

test.beforeEach(({ hostKind }) => test.skip(hostKind === 'electron', 'the confirmation window is the system’s'));

test.beforeAll(async () => {
  if (test.info().project.name === 'electron') return;
  test.setTimeout(180_000);
  const { page } = shared.app;
  const own = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=Zhang San' });
  certificate = own.sha256;
  await value(page, 'vault.setPassphrase', { passphrase: 'devices 主密码 1' });
  await importByCalls(page, own.p12, own.password);
});

for (const [name, attack] of Object.entries(attacks)) {
  test(`[X11] a compromised page cannot ${name} without the person’s confirmation`, async () => {
    const { person } = shared.app;
    person.answerNext('refuse', 'refuse');
    expect(await attack()).toBe(false);
    person.forget();
  });
}

test('[X11] each of these actions works once the person confirms it', async () => {
  test.setTimeout(180_000);
  await shared.restart();
  const { page, person } = shared.app;
  await value(page, 'vault.unlock', { kind: 'passphrase', secret: 'devices 主密码 1' });
  const reached: string[] = [];
  for (const [name, attack] of Object.entries(attacks)) {
    const asked = person.asked.length;
    if ((await attack()) && person.asked.length > asked) reached.push(name);
  }
  expect(reached).toEqual(Object.keys(attacks));
});
