// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFirefoxProfile, startFirefox, type FirefoxPlace } from '../../support/stores/browser-login/firefox.ts';
import {
  createPerson,
  keyKinds,
  newFolder,
  serverFor,
  type Person,
} from '../../support/stores/browser-login/login-fixture.ts';
import type { LoginServer } from '../../support/stores/browser-login/login-server.ts';
import { startTypist } from '../../support/stores/browser-login/password-typist.ts';
import { hasTool, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl/openssl-identity.ts';

const missing = ['firefox-esr', 'certutil', 'Xvfb', 'openbox', 'xdotool'].filter((tool) => !hasTool(tool));
const refused = /^error: .*about:neterror/;

describe.skipIf(missing.length > 0)(`Firefox logs in with an installed certificate${skipReason(missing)}`, () => {
  const folder = newFolder();
  const guests = Object.fromEntries(
    Object.entries(keyKinds).map(([kind, key], index) => [
      kind,
      makeIdentityFiles(folder, `guest-${index}`, { subject: `/CN=Guest ${index}`, key }),
    ]),
  );
  const guest = (kind: string): IdentityFiles => guests[kind] as IdentityFiles;
  const [rsa, ec] = [guest('RSA-2048'), guest('EC P-256')];
  let server: LoginServer;
  let people = 0;

  beforeAll(async () => {
    server = await serverFor(folder, Object.values(guests));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function newPerson(): Promise<{ person: Person; place: FirefoxPlace; store: string }> {
    const person = createPerson(join(folder, `person-${++people}`));
    const place = await makeFirefoxProfile(person.home, 'bank');
    const store = await person.store('firefox');
    expect(store).toBe(`firefox:${basename(place.profile)}`);
    return { person, place, store };
  }

  const logIn = async (place: FirefoxPlace, url = server.url): Promise<string> => {
    const browser = await startFirefox(place);
    const said = await browser.read(url);
    await browser.close();
    return said;
  };

  test.each(Object.keys(keyKinds))('[S03] [S07] [S09] %s logs in when installed, not when removed', async (kind) => {
    const { person, place, store } = await newPerson();
    const identity = guest(kind);
    await person.import(identity);
    await person.cli('stores', 'install', identity.sha256, '--to', store, '--yes');
    expect(await logIn(place)).toMatch(/^subject=Guest \d$/);
    await person.cli('stores', 'remove', identity.sha256, '--from', store, '--yes');
    expect(await logIn(place)).toMatch(refused);
  });

  test('[S03] [S08] a running Firefox uses a new certificate at once', async () => {
    const { person, place, store } = await newPerson();
    await person.import(ec);
    const browser = await startFirefox(place);
    expect(await browser.read(server.url)).toMatch(refused);
    await person.cli('stores', 'install', ec.sha256, '--to', store, '--yes');
    expect(await browser.read(server.url)).toBe('subject=Guest 2');
    const listed = await person.cli('stores', 'list');
    expect(listed.json?.value.stores).toContainEqual(expect.objectContaining({ name: store, running: true }));
    await person.cli('stores', 'remove', ec.sha256, '--from', store, '--yes');
    await browser.close();
    expect(await logIn(place)).toMatch(refused);
  });

  test('[S08] a primary password is required, and Firefox opens the key with it', async () => {
    const { person, place, store } = await newPerson();
    await person.import(rsa);
    const secret = person.secretFile('primary1');
    const empty = person.secretFile('\n');
    execFileSync('certutil', ['-W', '-d', `sql:${place.profile}`, '-f', empty, '-@', secret], { stdio: 'ignore' });
    const install = ['stores', 'install', rsa.sha256, '--to', store, '--yes'] as const;
    expect(await person.tryCli(...install)).toMatchObject({
      code: 3,
      json: { error: { code: 'store-needs-password' } },
    });
    expect(await person.tryCli(...install, '--store-password-file', person.secretFile('nonsense'))).toMatchObject({
      code: 3,
      json: { error: { code: 'store-wrong-password' } },
    });
    await person.cli(...install, '--store-password-file', secret);
    const typist = await startTypist();
    try {
      const browser = await startFirefox(place, typist.display);
      // The first visit counts as finished once the prompt window appears.
      const asking = browser.read(server.url);
      expect(await typist.typeInto('Password Required', 'primary1')).toBe(true);
      await asking;
      expect(await browser.read(server.url)).toBe('subject=Guest 0');
      await browser.close();
    } finally {
      typist.close();
    }
  });

  test('[S07] removing the older of two with one subject leaves the newer one and its key working', async () => {
    const { person, place, store } = await newPerson();
    const renewal = [1, 2].map((round) =>
      makeIdentityFiles(folder, `renewal-${round}`, { subject: '/CN=Renewed', key: ['rsa:2048'] }),
    );
    const [old, fresh] = renewal as [IdentityFiles, IdentityFiles];
    const [oldDoor, freshDoor] = [await serverFor(folder, [old]), await serverFor(folder, [fresh])];
    try {
      for (const each of renewal) await person.import(each);
      for (const each of renewal) await person.cli('stores', 'install', each.sha256, '--to', store, '--yes');
      await person.cli('stores', 'remove', old.sha256, '--from', store, '--yes');
      expect(await logIn(place, freshDoor.url)).toBe('subject=Renewed');
      expect(await logIn(place, oldDoor.url)).toMatch(refused);
    } finally {
      await oldDoor.close();
      await freshDoor.close();
    }
  });
});
