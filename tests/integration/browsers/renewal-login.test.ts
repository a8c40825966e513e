// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseByPolicy, startChromium, type RunningChromium } from '../../support/stores/browser-login/chromium.ts';
import { makeFirefoxProfile, startFirefox, type FirefoxPlace } from '../../support/stores/browser-login/firefox.ts';
import { createPerson, newFolder, serverFor } from '../../support/stores/browser-login/login-fixture.ts';
import type { LoginServer } from '../../support/stores/browser-login/login-server.ts';
import { estServerUnavailable, startEstServer, type EstTestServer } from '../../support/enrolment/est-server.ts';
import { nextSecond } from '../../support/openssl/next-second.ts';
import { hasTool, skipReason } from '../../support/openssl/openssl.ts';

const tools = ['chromium', 'firefox-esr', 'certutil'].filter((tool) => !hasTool(tool));
const noServer = estServerUnavailable();
const missing = noServer === null ? tools : [...tools, noServer];
const mayWritePolicy = process.getuid?.() === 0;
const why = mayWritePolicy ? skipReason(missing) : ' (skipped: only root may write Chromium’s policy)';

describe.skipIf(missing.length > 0 || !mayWritePolicy)(`browsers log in with a renewed certificate${why}`, () => {
  const folder = newFolder();
  let est: EstTestServer;
  let server: LoginServer & { keyHash: string };
  let takePolicyAway: () => void;
  beforeAll(async () => {
    est = await startEstServer();
    server = await serverFor(folder, [{ certificate: est.anchor }]);
    takePolicyAway = chooseByPolicy();
  });
  afterAll(async () => {
    takePolicyAway();
    await server.close();
    await est.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const chromiumOf = async (home: string): Promise<RunningChromium> =>
    await startChromium({ home, serverKeyHash: server.keyHash });
  const ask = async (browser: { read(url: string): Promise<string>; close(): Promise<void> }): Promise<string> => {
    const said = await browser.read(`${server.url}sha256`);
    await browser.close();
    return said;
  };
  const firefoxSays = async (place: FirefoxPlace): Promise<string> => await ask(await startFirefox(place));

  test('[E07] [S09] after a renewal over EST both browsers have the new certificate and lack the old one', async () => {
    const person = createPerson(join(folder, 'person'));
    const opened = ['--passphrase-file', person.secretFile('vault passphrase')];
    const place = await makeFirefoxProfile(person.home, 'bank');
    await person.cli('vault', 'init', ...opened);
    const words = ['--profile', est.profile(), '--subject', 'CN=张三,C=CN', '--anchor', est.anchor, '--yes'];
    const login = ['--reference', est.user, '--code-file', person.secretFile(est.password)];
    const old = String(
      (await person.cli('enrol', ...words, ...login, '--algorithm', 'ec-p256')).json?.value.certificate,
    );
    const stores = [await person.store('chromium'), await person.store('firefox')];
    for (const store of stores) await person.cli('stores', 'install', old, '--to', store, '--yes');
    expect(await ask(await chromiumOf(person.home))).toBe(`sha256=${old}`);
    expect(await firefoxSays(place)).toBe(`sha256=${old}`);
    await nextSecond();

    const running = await chromiumOf(person.home);
    const renewal = ['--anchor', est.anchor, '--algorithm', 'ec-p256', '--yes', ...opened];
    const { value } = (await person.cli('renew', old, ...renewal)).json ?? {};
    await running.close();
    const fresh = String(value.certificate);
    expect(value).toMatchObject({
      renews: old,
      places: stores.map((store) => ({ store, old, outcome: 'replaced', code: null, restart: store === stores[0] })),
    });
    for (const each of value.places) expect(each.proofs[0]).toMatchObject({ kind: 'signed', passed: true });
    expect(await ask(await chromiumOf(person.home))).toBe(`sha256=${fresh}`);
    expect(await firefoxSays(place)).toBe(`sha256=${fresh}`);

    const inventory = (await person.cli('stores', 'inventory')).json?.value.certificates as {
      sha256: string;
      keyInVault: boolean;
      places: { storeId: string }[];
    }[];
    const where = (sha256: string) => inventory.find((each) => each.sha256 === sha256);
    expect(where(old)).toMatchObject({ keyInVault: true, places: [] });
    expect(where(fresh)?.places).toHaveLength(2);
    // Run again: already renewed, nothing left to do.
    const again = await person.cli('renew', old, ...renewal);
    expect(again.json?.value).toMatchObject({ certificate: fresh, places: [{ outcome: 'done' }, { outcome: 'done' }] });
    expect(est.issued()).toBe(2);
  });

  test('[E07] [E03] renew resumes after a kill once the new certificate is stored, and requests no third', async () => {
    const person = createPerson(join(folder, 'killed'));
    const opened = ['--passphrase-file', person.secretFile('vault passphrase')];
    await person.cli('vault', 'init', ...opened);
    const before = est.issued();
    const words = ['--profile', est.profile(), '--subject', 'CN=李四,C=CN', '--anchor', est.anchor, '--yes'];
    const login = ['--reference', est.user, '--code-file', person.secretFile(est.password)];
    const old = String(
      (await person.cli('enrol', ...words, ...login, '--algorithm', 'ec-p256')).json?.value.certificate,
    );
    const store = await person.store('chromium');
    await person.cli('stores', 'install', old, '--to', store, '--yes');
    await nextSecond();
    const renewal = ['--anchor', est.anchor, '--algorithm', 'ec-p256', '--yes', ...opened];
    const killed = await person.killedAt('"event":"renewed"', 'renew', old, ...renewal);
    expect(killed.signal).toBe('SIGKILL');
    expect(await ask(await chromiumOf(person.home))).toBe(`sha256=${old}`);
    const { value } = (await person.cli('renew', old, ...renewal)).json ?? {};
    expect(value).toMatchObject({ renews: old, places: [{ store, outcome: 'replaced' }] });
    expect(await ask(await chromiumOf(person.home))).toBe(`sha256=${value.certificate}`);
    expect(est.issued() - before).toBe(2);
  });
});
