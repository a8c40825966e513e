// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findAddressOpeners, openAddress } from '../../../main/hosts/node/open-address.ts';
import { browserAddress } from '../../../main/hosts/web-address.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const openers = findAddressOpeners(process.platform, { PATH: process.env['PATH'], DISPLAY: ':none' });

/** Sets a default browser that records the addresses it is asked to open. */
function chooseBrowser(): { readonly folder: string; asked(): Promise<string[]> } {
  const folder = temporaryFolder();
  const [data, config] = [join(folder, 'share'), join(folder, 'config')];
  mkdirSync(join(data, 'applications'), { recursive: true });
  mkdirSync(config);
  const [program, list] = [join(folder, 'browser'), join(folder, 'asked')];
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${list}.new' && mv '${list}.new' '${list}'\n`);
  chmodSync(program, 0o755);
  const entry = ['[Desktop Entry]', 'Type=Application', 'Name=Browser', `Exec=${program} %u`];
  writeFileSync(
    join(data, 'applications/test-browser.desktop'),
    `${entry.join('\n')}\nMimeType=x-scheme-handler/https;\n`,
  );
  const choice = '[Default Applications]\nx-scheme-handler/https=test-browser.desktop\n';
  writeFileSync(join(config, 'mimeapps.list'), choice);
  const changed = { HOME: folder, XDG_DATA_HOME: data, XDG_CONFIG_HOME: config, XDG_CURRENT_DESKTOP: '' };
  const before = Object.entries(changed).map(([name]) => [name, process.env[name]] as const);
  Object.assign(process.env, changed);
  onTestFinished(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  return {
    folder,
    async asked() {
      const written = Promise.withResolvers<void>();
      const watcher = watch(folder, () => existsSync(list) && written.resolve());
      if (existsSync(list)) written.resolve();
      await written.promise;
      watcher.close();
      return readFileSync(list, 'utf8').trimEnd().split('\n');
    },
  };
}

describe('an official address opens in the default browser', () => {
  const address = 'https://示例银行.example/证书?步骤=1&b=$(id);"x"';

  test.skipIf(openers.length === 0)(
    '[E01] [X01] gio passes exactly this address to the browser, in A-label form',
    async () => {
      const browser = chooseBrowser();
      expect(openers[0]?.program).toMatch(/\/gio$/);
      expect(await openAddress(openers.slice(0, 1), address)).toBe(true);
      expect(await browser.asked()).toEqual([browserAddress(address)]);
      expect(browserAddress(address)).toMatch(/^https:\/\/xn--[a-z0-9]+\.example\//);
    },
  );

  test('[E01] [X01] only https addresses without a user name are opened', async () => {
    for (const refused of [
      'http://bank.example/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://bank.example@evil.example/',
      'https://',
      '--help',
      'ms-settings:',
    ]) {
      expect(browserAddress(refused), refused).toBeNull();
      expect(await openAddress([{ program: '/bin/true', before: [] }], refused), refused).toBe(false);
    }
  });

  test('[E01] without a display no opener is found, and failing openers are reported', async () => {
    expect(findAddressOpeners('linux', { PATH: process.env['PATH'] })).toEqual([]);
    expect(findAddressOpeners('win32', { PATH: process.env['PATH'], DISPLAY: ':0' })).toEqual([]);
    const failing = ['/bin/false', '/nonexistent/opener'].map((program) => ({ program, before: [] }));
    expect(await openAddress(failing, 'https://bank.example/')).toBe(false);
    expect(await openAddress([...failing, { program: '/bin/true', before: [] }], 'https://bank.example/')).toBe(true);
  });
});
