// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesCanary, found, foundInFiles, textCanary } from '../../e2e/support/checks/canary.ts';
import { canMount, missingApache, startApache, type Apache } from '../../support/webdav/apache.ts';
import { startProxy, type RecordingProxy } from '../../support/webdav/recording-proxy.ts';
import { makeWebdavSession, session, type WebdavSession } from '../../support/webdav/webdav-session.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const login = { user: session.user, password: session.serverPassword };

describe.skipIf(missingApache !== null)(
  `backups on Apache’s mod_dav through the command line${missingApache === null ? '' : ` (skipped: ${missingApache})`}`,
  () => {
    let apache: Apache;
    let proxy: RecordingProxy;
    let my: WebdavSession;
    const to = (port: number, path = '/dav') => `webdav:http://127.0.0.1:${port}${path}`;
    const create = async (url: string) => await my.cli(['backup', 'create', '--to', url, ...my.login]);

    beforeAll(async () => {
      apache = await startApache(login);
      proxy = await startProxy(apache.port);
      my = await makeWebdavSession();
    });
    afterAll(async () => {
      my?.close();
      await proxy?.stop();
      await apache?.stop();
    });

    test('[B07] creates, verifies and restores a backup, sending nothing but ciphertext', async () => {
      proxy.forget();
      const created = await create(to(proxy.port));
      expect(created.json).toMatchObject({ ok: true, value: { rehearsal: { signed: 1 }, backup: { kind: 'webdav' } } });
      expect(created.stderr).toContain(`{"event":"contact","host":"127.0.0.1:${proxy.port}"}`);
      const file = String(created.json?.value.backup.file);
      expect(file).toBe(`webdav:http://zhang@127.0.0.1:${proxy.port}/dav/${apache.names()[0] ?? ''}`);
      expect(apache.names()).toEqual([expect.stringMatching(/^certsteward-backup-[\d-]+\.tar$/)]);

      const verified = await my.cli(['backup', 'verify', file, ...my.login]);
      expect(verified.json?.value).toMatchObject({ file, outcome: 'rehearsed', signed: 1, backup: { file } });

      const fresh = join(temporaryFolder(), 'fresh');
      const restored = await my.cli(['backup', 'restore', file, '--vault', fresh, ...my.login]);
      expect(restored.json?.value).toMatchObject({ added: [my.identity.sha256], keysAdded: 1 });
      const shown = await my.cli(['show', my.identity.sha256, '--vault', fresh]);
      expect(JSON.stringify(shown.json?.value)).toContain(session.label);
      const history = await my.cli(['backup', 'history', '--vault', fresh]);
      expect(history.json?.value.backups).toMatchObject([{ kind: 'webdav', file }]);
      expect({
        fresh: existsSync(join(fresh, 'backup-transfer')),
        own: existsSync(join(my.vault, 'backup-transfer')),
      }).toEqual({ fresh: false, own: false });

      const key = createPrivateKey(readFileSync(my.identity.key));
      const scalar = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
      const canaries = [
        textCanary('the passphrase', session.passphrase),
        textCanary('the recovery code', my.recoveryCode),
        textCanary('the label', session.label),
        textCanary('the note', session.note),
        textCanary('the subject', session.subject),
        bytesCanary('the private key', scalar),
      ];
      const traffic = Buffer.concat([proxy.recorded('up'), proxy.recorded('down')]);
      // The recording is complete: it has the uploaded file, and the password as HTTP Basic credentials.
      const lies = readFileSync(join(apache.folder, apache.names()[0] ?? ''));
      expect(proxy.recorded('up').includes(lies)).toBe(true);
      expect(
        found([textCanary('Basic', `${session.user}:${session.serverPassword}`)], 'traffic', traffic),
      ).toHaveLength(1);
      expect(lies.includes('age-encryption.org/v1')).toBe(true);
      expect(found(canaries, 'the traffic', traffic)).toEqual([]);

      const serverPassword = textCanary('the server’s password', session.serverPassword);
      const said = [created, verified, restored, history].map(({ stdout, stderr }) => stdout + stderr).join('\n');
      expect(found([serverPassword], 'what was said', Buffer.from(said))).toEqual([]);
      for (const vault of [my.vault, fresh]) expect(foundInFiles([serverPassword], vault)).toEqual([]);
    });

    test('[B07] a wrong password is sent once, and without a password no server is contacted', async () => {
      const before = apache.names();
      proxy.forget();
      const words = ['backup', 'create', '--to', to(proxy.port), '--passphrase-file', my.secret('passphrase')];
      const wrong = await my.cli([...words, '--webdav-user', 'zhang', '--webdav-password-file', my.secret('wrong')]);
      expect({ exitCode: wrong.code, error: wrong.json?.error?.code }).toEqual({
        exitCode: 3,
        error: 'server-refused-login',
      });
      expect(wrong.stdout + wrong.stderr).not.toContain('not-the-password');
      expect(proxy.connections()).toHaveLength(1);
      const missing = await my.cli([...words, '--webdav-user', 'zhang']);
      expect({ exitCode: missing.code, error: missing.json?.error?.code }).toEqual({
        exitCode: 3,
        error: 'server-password-missing',
      });
      expect(proxy.connections()).toHaveLength(1);
      expect(apache.names()).toEqual(before);
    });

    test('[B07] a missing folder, file or server, plain HTTP and a password in the address are reported', async () => {
      const codes = async (words: readonly string[]) => {
        const { code, json } = await my.cli([...words, ...my.login]);
        return [code, json?.error?.code];
      };
      const createTo = (url: string) => ['backup', 'create', '--to', url];
      expect(await codes(createTo(to(apache.port, '/dav/nix')))).toEqual([6, 'server-folder-missing']);
      expect(await codes(['backup', 'verify', `${to(apache.port)}/nix.tar`])).toEqual([6, 'backup-gone']);
      expect(await codes(createTo(to(1)))).toEqual([1, 'server-unreachable']);
      expect(await codes(createTo('webdav:http://dav.example/x'))).toEqual([2, 'server-insecure']);
      expect(await codes(createTo('webdav:https://zhang:secret@dav.example/x'))).toEqual([2, 'address-refused']);
    });

    test('[B07] logs in with digest authentication', async () => {
      const other = await startApache({ ...login, login: 'digest' });
      try {
        expect((await create(to(other.port))).json?.ok).toBe(true);
        expect(other.names()).toHaveLength(1);
      } finally {
        await other.stop();
      }
    });

    test.skipIf(!canMount)(
      `[B07] [B08] a full server keeps nothing of the backup${canMount ? '' : ' (skipped: only root may mount a small disk)'}`,
      async () => {
        const small = await startApache({ ...login, diskBytes: 12 * 1024 });
        try {
          const { code, json } = await create(to(small.port));
          expect({ exitCode: code, error: json?.error?.code, details: json?.error?.details }).toEqual({
            exitCode: 1,
            error: 'server-full',
            details: { status: 507 },
          });
          expect(small.names()).toEqual([]);
        } finally {
          await small.stop();
        }
      },
    );

    test('[B07] a redirect to another server is not followed', async () => {
      const other = await startProxy(apache.port);
      const sends = await startApache({
        ...login,
        extra: [`RedirectMatch 302 ^/else http://127.0.0.1:${other.port}/dav/`],
      });
      try {
        const { code, json } = await create(to(sends.port, '/else'));
        expect(other.connections()).toHaveLength(0);
        expect({ exitCode: code, error: json?.error?.code }).toEqual({ exitCode: 7, error: 'server-redirected' });
        expect(json?.error?.details).toEqual({ host: `127.0.0.1:${other.port}` });
      } finally {
        await sends.stop();
        await other.stop();
      }
    });

    test('[B07] [X08] Ctrl-C during an upload leaves nothing, and the next run removes leftovers', async () => {
      const before = apache.names();
      const transfer = join(my.vault, 'backup-transfer');
      const stopWith = async (signal: 'SIGINT' | 'SIGKILL') => {
        proxy.forget();
        proxy.setFault({ direction: 'up', at: 8000, count: 'once', how: 'stall' });
        let pid = 0;
        proxy.onFault(() => process.kill(pid, signal));
        return await my.cli(['backup', 'create', '--to', to(proxy.port), ...my.login], { onStart: (id) => (pid = id) });
      };
      const interrupted = await stopWith('SIGINT');
      expect({ exitCode: interrupted.code, error: interrupted.json?.error?.code }).toEqual({
        exitCode: 130,
        error: 'cancelled',
      });
      expect(existsSync(transfer)).toBe(false);
      expect(apache.names()).toEqual(before);

      expect((await stopWith('SIGKILL')).signal).toBe('SIGKILL');
      proxy.onFault(() => undefined);
      expect(existsSync(transfer)).toBe(true);
      const left = 'certsteward-upload-1700000000000-01234567-89ab-4cde-8f01-23456789abcd.tmp';
      writeFileSync(join(apache.folder, left), 'x');
      expect((await create(to(proxy.port))).json?.ok).toBe(true);
      expect(existsSync(transfer)).toBe(false);
      expect(apache.names().filter((name) => !name.endsWith('.tar'))).toEqual([]);
      expect(apache.names()).toHaveLength(before.length + 1);
    });

    test('[B07] [B09] [B04] verify records a backup as changed, replaced by an older one, or missing', async () => {
      const mine = await startApache(login);
      const other = await makeWebdavSession();
      try {
        const backUp = async () => {
          const { json } = await other.cli(['backup', 'create', '--to', to(mine.port), ...other.login]);
          return String(json?.value.backup.file);
        };
        const older = await backUp();
        const newer = await backUp();
        const lies = (file: string) => join(mine.folder, file.slice(file.lastIndexOf('/') + 1));
        const verify = async (file: string, secret: readonly string[] = []) => {
          const { json } = await other.cli(['backup', 'verify', file, ...other.login.slice(0, 4), ...secret]);
          return json?.error?.code ?? json?.value.outcome;
        };
        const history = async () => {
          const { json } = await other.cli(['backup', 'history']);
          const rows = json?.value.backups as readonly { file: string; problem: string | null; lookedAt: string }[];
          return [newer, older].map((file) => rows.find((row) => row.file === file));
        };
        const problems = async () => (await history()).map((row) => row?.problem);
        expect({ verified: await verify(newer), problems: await problems() }).toEqual({
          verified: 'unchanged',
          problems: [null, null],
        });

        const whole = readFileSync(lies(newer));
        const [, before] = await history();
        writeFileSync(lies(newer), readFileSync(lies(older)));
        expect({ verified: await verify(newer), problems: await problems() }).toEqual({
          verified: 'backup-damaged',
          problems: ['backup-damaged', null],
        });
        expect((await history())[1]).toEqual(before);

        writeFileSync(lies(newer), whole);
        expect({ verified: await verify(newer), problems: await problems() }).toEqual({
          verified: 'unchanged',
          problems: [null, null],
        });
        const octets = Buffer.from(whole);
        octets[octets.length >> 1] = (octets[octets.length >> 1] ?? 0) ^ 1;
        writeFileSync(lies(newer), octets);
        const secret = ['--password-file', other.secret('passphrase')];
        expect({ verified: await verify(newer, secret), problems: await problems() }).toEqual({
          verified: 'backup-damaged',
          problems: ['backup-damaged', null],
        });

        rmSync(lies(older));
        expect({ verified: await verify(older), problems: await problems() }).toEqual({
          verified: 'backup-gone',
          problems: ['backup-damaged', 'backup-gone'],
        });
        const refused = await other.cli(['delete', other.identity.sha256, '--yes']);
        expect(refused.json?.error?.code).toBe('backup-missing');
      } finally {
        other.close();
        await mine.stop();
      }
    });

    test('[B07] [B09] the sixth backup of a month removes the oldest', async () => {
      const mine = await startApache(login);
      try {
        const answers = [];
        for (let turn = 0; turn < 6; turn += 1) answers.push((await create(to(mine.port))).json);
        expect(answers.map((answer) => answer?.value.removed.length)).toEqual([0, 0, 0, 0, 0, 1]);
        expect(mine.names()).toHaveLength(5);
      } finally {
        await mine.stop();
      }
    });
  },
);
