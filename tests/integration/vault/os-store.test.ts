// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hasTool } from '../../support/openssl/openssl.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const script = fileURLToPath(new URL('../../support/vault/scripts/os-store-session.ts', import.meta.url));
const hasKeyring = process.platform === 'linux' && hasTool('gnome-keyring-daemon') && hasTool('dbus-run-session');

interface Answer {
  readonly ok: boolean;
  readonly code?: string;
  readonly value?: Record<string, unknown>;
  readonly details?: unknown;
}

interface Setting {
  readonly home: string;
  readonly busAddress?: string;
  /** Shell command that starts the keyring on a separate bus. */
  readonly keyring?: string;
  /** A separate display where the keyring can prompt. */
  readonly display?: boolean;
}

/** Runs the script without this session's environment, so that no prompt can appear on its display. */
async function run(setting: Setting, ...args: string[]): Promise<Answer> {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: setting.home, XDG_RUNTIME_DIR: setting.home };
  if (setting.busAddress !== undefined) env['DBUS_SESSION_BUS_ADDRESS'] = setting.busAddress;
  const node = [process.execPath, script, ...args];
  const [command = '', ...rest] =
    setting.keyring === undefined
      ? node
      : ['dbus-run-session', '--', 'sh', '-c', `${setting.keyring} >/dev/null 2>&1; exec "$@"`, 'sh', ...node];
  const child = spawn(
    setting.display === true ? 'xvfb-run' : command,
    setting.display === true ? ['-a', command, ...rest] : rest,
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await new Promise((resolve) => child.once('exit', resolve));
  // The desktop's services write to the same stdout.
  return JSON.parse(output.slice(output.indexOf('{"ok"'))) as Answer;
}

const unlocked = (home: string): Setting => ({
  home,
  keyring: 'printf keyring-password | gnome-keyring-daemon --unlock --components=secrets',
});
const locked = (home: string): Setting => ({ home, keyring: 'gnome-keyring-daemon --start --components=secrets' });

describe.skipIf(!hasKeyring)(
  'gnome-keyring (skipped where gnome-keyring-daemon or dbus-run-session is missing)',
  () => {
    test('[K01] an unlocked keyring opens the vault in another process; a locked or lost one does not', async () => {
      const home = temporaryFolder();
      const folder = join(home, 'vault');
      expect(await run(unlocked(home), folder, 'create')).toMatchObject({
        ok: true,
        value: {
          state: 'unlocked',
          keys: 1,
          lockable: false,
          recoverySaved: false,
          osStore: { available: true, reason: null },
        },
      });
      expect(await run(unlocked(home), folder, 'use')).toMatchObject({
        ok: true,
        value: { state: 'unlocked', protectors: [{ kind: 'os-store' }] },
      });
      const whenLocked = await run(locked(home), folder, 'use');
      expect(whenLocked).toMatchObject({ ok: false, code: 'not-available', details: { what: 'os-store' } });
      const otherHome = join(home, 'other');
      mkdirSync(otherHome);
      expect(await run(unlocked(otherHome), folder, 'use')).toMatchObject({
        code: 'not-available',
        details: { what: 'os-store', reason: 'no-item' },
      });
    });

    test('[K01] reports a locked keyring as unavailable with a reason, and requires another secret', async () => {
      const home = temporaryFolder();
      expect(await run(unlocked(home), home, 'probe')).toMatchObject({ value: { available: true } });
      const probe = await run(locked(home), home, 'probe');
      expect(probe).toMatchObject({ ok: true, value: { available: false } });
      expect(probe.value?.['reason']).toMatch(/locked|prompt|denied/i);
      expect(await run(locked(home), join(home, 'vault'), 'create')).toMatchObject({
        ok: false,
        code: 'secret-required',
      });
    });

    test('[K01] reports no store on a bus without a keyring', async () => {
      const home = temporaryFolder();
      expect(await run({ home, keyring: 'true' }, home, 'probe')).toMatchObject({ value: { available: false } });
    });
  },
);

describe.skipIf(!hasKeyring || !hasTool('xvfb-run', ['--help']))('with a display (skipped without xvfb-run)', () => {
  test('[K01] an unanswered keyring prompt ends at the deadline', async () => {
    const home = temporaryFolder();
    // Creates the keyring, which is locked below.
    expect(await run(unlocked(home), home, 'probe')).toMatchObject({ value: { available: true } });
    const probe = await run({ ...locked(home), display: true }, home, 'probe', '2500');
    expect(probe).toMatchObject({ value: { available: false, reason: expect.stringContaining('2500 ms') as string } });
  }, 60_000);
});

describe.skipIf(process.platform !== 'linux')('no D-Bus (Linux only)', () => {
  test('[K01] reports no store without a session bus, and names D-Bus as the reason', async () => {
    const home = temporaryFolder();
    const probe = await run({ home }, home, 'probe');
    expect(probe).toMatchObject({ ok: true, value: { available: false } });
    expect(probe.value?.['reason']).toMatch(/d-?bus/i);
  });

  test('[K01] stops waiting for a silent bus at the deadline, and the process can exit', async () => {
    const home = temporaryFolder();
    const path = join(home, 'silent');
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(path, resolve));
    try {
      const probe = await run({ home, busAddress: `unix:path=${path}` }, home, 'probe', '700');
      expect(probe).toMatchObject({ value: { available: false, reason: expect.stringContaining('700 ms') as string } });
    } finally {
      silent.close();
    }
    // Far above the deadline; a hanging process would exceed it.
  }, 30_000);
});
