// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseByPolicy, startChromium } from '../../support/stores/browser-login/chromium.ts';
import {
  createPerson,
  keyKinds,
  newFolder,
  serverFor,
  type Person,
} from '../../support/stores/browser-login/login-fixture.ts';
import type { LoginServer } from '../../support/stores/browser-login/login-server.ts';
import { startTypist } from '../../support/stores/browser-login/password-typist.ts';
import { makeNssDatabase } from '../../support/stores/browser-login/nss-database.ts';
import { hasTool, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl/openssl-identity.ts';

const missing = ['chromium', 'certutil', 'Xvfb', 'openbox', 'xdotool'].filter((tool) => !hasTool(tool));
const mayWritePolicy = process.getuid?.() === 0;
const why = mayWritePolicy ? skipReason(missing) : ' (skipped: only root may write Chromium’s policy)';
/** The server's alert, or a broken connection if the server closes first. */
const refused = /^error: .*(ERR_BAD_SSL_CLIENT_AUTH_CERT|ERR_SOCKET_NOT_CONNECTED|ERR_CONNECTION_(CLOSED|RESET))/;

describe.skipIf(missing.length > 0 || !mayWritePolicy)(`Chromium logs in with an installed certificate${why}`, () => {
  const folder = newFolder();
  const guests = Object.fromEntries(
    Object.entries(keyKinds).map(([kind, key], index) => [
      kind,
      makeIdentityFiles(folder, `guest-${index}`, { subject: `/CN=Guest ${index}`, key }),
    ]),
  );
  const guest = (kind: string): IdentityFiles => guests[kind] as IdentityFiles;
  const [rsa, ec] = [guest('RSA-2048'), guest('EC P-256')];
  let server: LoginServer & { keyHash: string };
  let takePolicyAway: () => void;
  let people = 0;

  beforeAll(async () => {
    server = await serverFor(folder, Object.values(guests));
    takePolicyAway = chooseByPolicy();
  });
  afterAll(async () => {
    takePolicyAway();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const newPerson = (): Person => createPerson(join(folder, `person-${++people}`));
  const logIn = async (person: Person, url = server.url): Promise<string> => {
    const browser = await startChromium({ home: person.home, serverKeyHash: server.keyHash });
    const said = await browser.read(url);
    await browser.close();
    return said;
  };

  test.each(Object.keys(keyKinds))(
    '[S02] [S07] [S09] %s: logs in from a fresh home once installed, and is refused once removed',
    async (kind) => {
      const person = newPerson();
      const identity = guest(kind);
      await person.import(identity);
      const store = await person.store('chromium');
      expect(store).toBe(`chromium:${join(person.home, '.local/share/pki/nssdb')}`);
      await person.cli('stores', 'install', identity.sha256, '--to', store, '--yes');
      expect(await logIn(person)).toMatch(/^subject=Guest \d$/);
      await person.cli('stores', 'remove', identity.sha256, '--from', store, '--yes');
      expect(await logIn(person)).toMatch(refused);
      expect(existsSync(join(person.home, '.pki'))).toBe(false);
    },
  );

  test('[S02] installs into an existing ~/.pki database and creates no second one', async () => {
    const person = newPerson();
    mkdirSync(join(person.home, '.pki/nssdb'), { recursive: true });
    await person.import(rsa);
    const store = await person.store('chromium');
    expect(store).toBe(`chromium:${join(person.home, '.pki/nssdb')}`);
    await person.cli('stores', 'install', rsa.sha256, '--to', store, '--yes');
    expect(await logIn(person)).toBe('subject=Guest 0');
    expect(existsSync(join(person.home, '.local/share/pki'))).toBe(false);
  });

  test('[S02] [S08] a running browser uses a new certificate at once, and drops a removed one on restart', async () => {
    const person = newPerson();
    await person.import(ec);
    const browser = await startChromium({ home: person.home, serverKeyHash: server.keyHash });
    expect(await browser.read(server.url)).toMatch(refused);
    const store = await person.store('chromium');
    await person.cli('stores', 'install', ec.sha256, '--to', store, '--yes');
    // Without a restart, Chromium may repeat its earlier choice of no certificate until refused again.
    const loads: string[] = [];
    while (loads.length < 4 && loads.at(-1) !== 'subject=Guest 2') loads.push(await browser.read(server.url));
    expect(loads.at(-1)).toBe('subject=Guest 2');
    const removed = await person.cli('stores', 'remove', ec.sha256, '--from', store, '--yes');
    expect(removed.json?.value.restart).toEqual([store]);
    await browser.close();
    expect(await logIn(person)).toMatch(refused);
  });

  test('[S08] a primary password is required, a wrong one refused, and Chromium asks the user for it', async () => {
    const person = newPerson();
    await person.import(rsa);
    makeNssDatabase(join(person.home, '.local/share/pki/nssdb'), { password: person.secretFile('primary1') });
    const store = await person.store('chromium');
    const install = ['stores', 'install', rsa.sha256, '--to', store, '--yes'] as const;
    expect(await person.tryCli(...install)).toMatchObject({
      code: 3,
      json: { error: { code: 'store-needs-password' } },
    });
    expect(await person.tryCli(...install, '--store-password-file', person.secretFile('nonsense'))).toMatchObject({
      code: 3,
      json: { error: { code: 'store-wrong-password' } },
    });
    await person.cli(...install, '--store-password-file', person.secretFile('primary1'));
    const typist = await startTypist();
    try {
      const browser = await startChromium({
        home: person.home,
        serverKeyHash: server.keyHash,
        display: typist.display,
      });
      const page = browser.read(server.url);
      const typed = await typist.typeInto('[Ss]ecurity [Dd]evice', 'primary1');
      expect({ typed, page: await page }).toEqual({ typed: true, page: 'subject=Guest 0' });
      await browser.close();
    } finally {
      typist.close();
    }
  });

  test('[S07] removing the older of two with one subject leaves the newer one and its key working', async () => {
    const person = newPerson();
    const renewal = [1, 2].map((round) =>
      makeIdentityFiles(folder, `renewal-${round}`, { subject: '/CN=Renewed', key: ['rsa:2048'] }),
    );
    const [old, fresh] = renewal as [IdentityFiles, IdentityFiles];
    const [oldDoor, freshDoor] = [await serverFor(folder, [old]), await serverFor(folder, [fresh])];
    try {
      for (const each of renewal) await person.import(each);
      const store = await person.store('chromium');
      for (const each of renewal) await person.cli('stores', 'install', each.sha256, '--to', store, '--yes');
      await person.cli('stores', 'remove', old.sha256, '--from', store, '--yes');
      const openAt = async (door: LoginServer & { keyHash: string }): Promise<string> => {
        const browser = await startChromium({ home: person.home, serverKeyHash: door.keyHash });
        const said = await browser.read(door.url);
        await browser.close();
        return said;
      };
      expect(await openAt(freshDoor)).toBe('subject=Renewed');
      expect(await openAt(oldDoor)).toMatch(/^error: /);
    } finally {
      await oldDoor.close();
      await freshDoor.close();
    }
  });
});
