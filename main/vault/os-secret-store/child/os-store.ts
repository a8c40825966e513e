// SPDX-License-Identifier: Apache-2.0
import { AsyncEntry } from '@napi-rs/keyring';
import { openChildPort } from '../../../processes/child-port.ts';
import type { OsStoreReply, OsStoreRequest } from '../os-secret-store.ts';

/**
 * @entry child
 * Child process that reaches the OS secret store, and the only file that knows @napi-rs/keyring (DESIGN 16).
 * One request, one answer; the parent kills it when it takes too long.
 *
 * Needs of its parent's environment: HOME, XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS, and DISPLAY or
 * WAYLAND_DISPLAY for the system's own unlock prompt.
 */
const service = 'CertSteward';

function entryOf(account: string): AsyncEntry {
  // Without the pin the library falls back to the kernel keyring, which forgets at reboot: the vault would be lost.
  return new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
}

async function answer({ kind, account, secret }: OsStoreRequest): Promise<OsStoreReply> {
  try {
    const entry = entryOf(account);
    switch (kind) {
      case 'read':
        return { ok: true, secret: (await entry.getPassword()) ?? null };
      case 'write':
        await entry.setPassword(secret);
        return { ok: true, secret: null };
      case 'remove':
        await entry.deleteCredential();
        return { ok: true, secret: null };
      default: {
        await entry.setPassword(secret);
        const read = await entry.getPassword();
        await entry.deleteCredential();
        return read === secret
          ? { ok: true, secret: null }
          : { ok: false, reason: 'the store returned something else' };
      }
    }
  } catch (error) {
    // Every error means "no store" (DESIGN 14). The library's messages name no secret.
    return { ok: false, reason: error instanceof Error ? error.message : 'unknown error' };
  }
}

const port = openChildPort();
port.onMessage((message) => {
  void answer(message as OsStoreRequest).then(port.post);
});
