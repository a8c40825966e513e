// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasTool } from '../../support/openssl/openssl.ts';
import { cliBundle } from '../../support/cli/run-cli.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { missingApache, startApache } from '../../support/webdav/apache.ts';
import { makeWebdavSession, session } from '../../support/webdav/webdav-session.ts';

const hasKeyring = process.platform === 'linux' && hasTool('gnome-keyring-daemon') && hasTool('dbus-run-session');
const missing = missingApache ?? (hasKeyring ? null : 'gnome-keyring-daemon or dbus-run-session is missing');

describe.skipIf(missing !== null)(
  `the password of a WebDAV server in the OS store${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    test('[B07] is kept on request, for this server and user only, and a missing store is reported', async () => {
      const apache = await startApache({ user: session.user, password: session.serverPassword });
      const my = await makeWebdavSession();
      try {
        const to = `webdav:http://127.0.0.1:${apache.port}/dav`;
        const unlock = ['--passphrase-file', my.secret('passphrase')];
        const create = ['backup', 'create', '--to', to, '--webdav-user', session.user, ...unlock];
        const withPassword = ['--webdav-password-file', my.secret('server'), '--remember'];

        const without = await my.cli([...create, ...withPassword]);
        expect(without.json?.value.passwordRemembered).toBe(false);
        expect(without.stderr).toContain('"remembered":false');

        // The commands run in separate processes with one bus and one keyring.
        const folder = temporaryFolder();
        const other = create.map((word) => (word === session.user ? 'wang' : word));
        const runs = [[...create, '--webdav-user', session.user], [...create, ...withPassword], create, other];
        const lines = runs.map((words, index) => {
          const all = [process.execPath, cliBundle, ...words, '--json', '--vault', my.vault];
          return `${all.map((word) => `'${word}'`).join(' ')} > ${folder}/${index} </dev/null; `;
        });
        const keyring =
          'printf keyring-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ';
        writeFileSync(join(folder, 'script'), keyring + lines.join('\n'));
        spawnSync('dbus-run-session', ['--', 'sh', join(folder, 'script')], {
          env: { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder },
          stdio: 'ignore',
        });
        const answers = runs.map((_, index) => JSON.parse(readFileSync(join(folder, String(index)), 'utf8')) as object);
        const none = { ok: false, error: { code: 'server-password-missing' } };
        expect(answers).toMatchObject([none, { ok: true, value: { passwordRemembered: true } }, { ok: true }, none]);
        expect(readdirSync(apache.folder)).toHaveLength(3);
      } finally {
        my.close();
        await apache.stop();
      }
    });
  },
);
