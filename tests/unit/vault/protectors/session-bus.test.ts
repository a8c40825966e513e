// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { StartChild } from '../../../../main/children/process-port.ts';
import {
  createOsSecretStore,
  mayHaveSessionBus,
} from '../../../../main/vault/os-secret-store/os-secret-store-client.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

describe.skipIf(process.platform !== 'linux')('[K02] the session bus', () => {
  it('is found by its address or at its usual path', () => {
    const runtime = temporaryFolder();
    expect(mayHaveSessionBus({ XDG_RUNTIME_DIR: runtime })).toBe(false);
    expect(mayHaveSessionBus({ XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: '' })).toBe(false);
    expect(mayHaveSessionBus({ XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/elsewhere' })).toBe(
      true,
    );
    writeFileSync(join(runtime, 'bus'), '');
    expect(mayHaveSessionBus({ XDG_RUNTIME_DIR: runtime })).toBe(true);
  });

  it('is required: without it, no child process looks for a secret store', async () => {
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '');
    vi.stubEnv('XDG_RUNTIME_DIR', temporaryFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    const startChild = vi.fn<StartChild>();
    const store = createOsSecretStore({ startChild });
    expect(await store.probe()).toEqual({ available: false, reason: 'no D-Bus session bus' });
    await expect(store.read('a')).rejects.toMatchObject({ code: 'not-available' });
    expect(startChild).not.toHaveBeenCalled();
  });
});
