// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { certutil, finderOf, freshHome, itemOf, keysOf } from '../../support/stores/nss-home.ts';
import { hasTool, missingTools, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';

const missing = [...missingTools('certutil', 'openssl'), ...(hasTool('firefox-esr') ? [] : ['firefox-esr'])];

test.skipIf(missing.length > 0)(
  `[S02] finds a profile made by Firefox, installs into it, signs with it and removes from it${skipReason(missing)}`,
  async () => {
    const home = freshHome();
    const env = { PATH: process.env['PATH'], HOME: home };
    execFileSync('firefox-esr', ['--headless', '-CreateProfile', 'bank'], { env, stdio: 'pipe', timeout: 60_000 });
    const [store] = await finderOf(home, process.env['PATH'])
      .find()
      .then((all) => all.filter(({ kind }) => kind === 'firefox'));
    expect(await store?.describe()).toMatchObject({
      name: 'Firefox (bank)',
      state: 'absent',
      browsers: ['Firefox ESR'],
    });
    expect((await finderOf(home).resolve?.('firefox:bank'))?.id).toBe(store?.id);
    const files = makeIdentityFiles(freshHome(), 'me', { subject: '/CN=me', key: ['rsa:2048'] });
    await store?.install(itemOf(files, 'mine'), null);
    const folder = (await store?.describe())?.path ?? '';
    expect(readdirSync(folder)).toContain('cert9.db');
    expect(certutil(folder, ['-L'])).toContain('u,u,u');
    const screenshot = [
      '--headless',
      '--profile',
      folder,
      '--no-remote',
      '--screenshot',
      join(home, 's.png'),
      'about:blank',
    ];
    // Firefox opens our database and keeps its contents.
    execFileSync('firefox-esr', screenshot, { env, stdio: 'pipe', timeout: 90_000 });
    expect(await store?.list()).toMatchObject([{ hasKey: true, nickname: 'mine' }]);
    expect((await store?.sign(files.sha256, Buffer.from('x'), null))?.signature).toHaveLength(256);
    expect(await store?.remove(files.sha256, null)).toEqual({ keyRemoved: true });
    expect(keysOf(folder)).toBe(0);
  },
);
