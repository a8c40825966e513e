// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBrowserModules, type BrowserModules } from '../../../main/stores/browser-modules/browser-modules.ts';
import { createStoreReadings } from '../../../main/stores/inventory/store-readings.ts';
import { chooseByPolicy, startChromium, type RunningChromium } from '../../support/stores/browser-login/chromium.ts';
import { makeFirefoxProfile, startFirefox, type RunningFirefox } from '../../support/stores/browser-login/firefox.ts';
import { createPerson, newFolder, serverFor } from '../../support/stores/browser-login/login-fixture.ts';
import type { LoginServer } from '../../support/stores/browser-login/login-server.ts';
import { startTypist, type Typist } from '../../support/stores/browser-login/password-typist.ts';
import { putOnToken } from '../../support/stores/browser-login/token-identity.ts';
import { finderOf } from '../../support/stores/nss-home.ts';
import { hasTool, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { startSoftHsm, type SoftHsmTarget } from '../../support/tokens/modules/softhsm.ts';

const tools = ['softhsm2-util', 'pkcs11-tool', 'modutil', 'Xvfb', 'openbox', 'xdotool'].filter(
  (tool) => !hasTool(tool),
);
const missingFor = (browser: string): string[] => [...tools, ...(hasTool(browser) ? [] : [browser])];
const mayWritePolicy = process.getuid?.() === 0;

/** A token with a key that needs the PIN, and a server that accepts its certificate. */
async function tokenWithDoor() {
  const folder = newFolder();
  const token = await startSoftHsm();
  const identity = makeIdentityFiles(folder, 'holder', { subject: '/CN=Token Holder', key: ['rsa:2048'] });
  putOnToken(folder, token, identity, '01');
  const [server, typist] = [await serverFor(folder, [identity]), await startTypist()];
  const close = async (): Promise<void> => {
    typist.close();
    await server.close();
    await token.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, token, server, typist, close };
}

function modulesOf(home: string): BrowserModules {
  return createBrowserModules(createStoreReadings(finderOf(home, process.env['PATH']), () => new Date()));
}

describe.skipIf(missingFor('chromium').length > 0 || !mayWritePolicy)(
  `Chromium logs in with a key on a token${mayWritePolicy ? skipReason(missingFor('chromium')) : ' (skipped: only root may write Chromium’s policy)'}`,
  () => {
    let [token, server, typist, folder]: [SoftHsmTarget, LoginServer & { keyHash: string }, Typist, string] =
      [] as never;
    const ends: (() => unknown)[] = [];
    beforeAll(async () => {
      const made = await tokenWithDoor();
      ({ token, server, typist, folder } = made);
      ends.push(chooseByPolicy(), made.close);
    });
    afterAll(async () => {
      for (const end of ends) await end();
    });
    const start = async (home: string): Promise<RunningChromium> =>
      startChromium({ home, serverKeyHash: server.keyHash, display: typist.display, environment: token.environment });

    test('[S11] a registered module asks for its PIN in Chromium’s own dialog, until it is unregistered', async () => {
      const { home } = createPerson(join(folder, 'chromium'));
      const modules = modulesOf(home);
      const [place] = await modules.modulePlaces(token.modulePath);
      if (place === undefined) throw new Error('no Chromium');
      expect(place).toMatchObject({ registered: false, running: false });
      const wish = { storeId: place.storeId, path: token.modulePath, name: token.label, throughP11Kit: false };
      expect(await modules.registerModule({ ...wish, registered: true })).toEqual({ restartNeeded: false });

      const browser = await start(home);
      const page = browser.read(server.url);
      expect(await typist.typeInto('[Ss]ecurity [Dd]evice', token.pin)).toBe(true);
      expect(await page).toBe('subject=Token Holder');
      expect(server.seen).toEqual(['Token Holder']);
      expect(existsSync(join(home, '.pki'))).toBe(false);

      // A running browser keeps the module until it restarts.
      expect(await modules.registerModule({ ...wish, registered: false })).toEqual({ restartNeeded: true });
      await browser.close();
      const again = await start(home);
      expect(await again.read(server.url)).toMatch(/^error: /);
      expect(server.seen).toEqual(['Token Holder']);

      // Registering while Chromium runs takes effect after a restart, and Chromium's exit doesn't undo it.
      expect(await modules.registerModule({ ...wish, registered: true })).toEqual({ restartNeeded: true });
      expect(await again.read(server.url)).toMatch(/^error: /);
      await again.close();
      expect(await modules.modulePlaces(token.modulePath)).toMatchObject([{ registered: true, running: false }]);
    });
  },
);

describe.skipIf(missingFor('firefox-esr').length > 0)(
  `Firefox logs in with a key on a token${skipReason(missingFor('firefox-esr'))}`,
  () => {
    let [token, server, typist, folder]: [SoftHsmTarget, LoginServer, Typist, string] = [] as never;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ token, server, typist, folder, close } = await tokenWithDoor());
    });
    afterAll(async () => close());

    test('[S11] a module registered while Firefox runs works after a restart, until it is removed', async () => {
      const { home } = createPerson(join(folder, 'firefox'));
      const place = { ...(await makeFirefoxProfile(home, 'bank')), environment: token.environment };
      const list = join(place.profile, 'pkcs11.txt');
      const before = readFileSync(list);
      const start = async (): Promise<RunningFirefox> => startFirefox(place, typist.display);
      const modules = modulesOf(home);
      const found = (await modules.modulePlaces(token.modulePath)).find(({ storeId }) =>
        storeId.startsWith('firefox:'),
      );
      const wish = { storeId: found?.storeId ?? '', path: token.modulePath, name: token.label, throughP11Kit: false };

      const first = await start();
      expect(await modules.registerModule({ ...wish, registered: true })).toEqual({ restartNeeded: true });
      await first.close();

      const browser = await start();
      const asking = browser.read(server.url);
      expect(await typist.typeInto('Password Required', token.pin)).toBe(true);
      // The first visit counts as finished once the prompt window appears.
      await asking;
      expect(await browser.read(server.url)).toBe('subject=Token Holder');
      expect(server.seen).toContain('Token Holder');
      await browser.close();

      expect(await modules.registerModule({ ...wish, registered: false })).toEqual({ restartNeeded: false });
      expect(readFileSync(list)).toEqual(before);
      const seen = server.seen.length;
      const last = await start();
      expect(await last.read(server.url)).toMatch(/^error: /);
      await last.close();
      expect(server.seen).toHaveLength(seen);
      expect(readFileSync(list)).toEqual(before);
    });
  },
);
