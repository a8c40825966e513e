// SPDX-License-Identifier: Apache-2.0
import { AsyncEntry } from '@napi-rs/keyring';
import { openChildPort } from '../../../children/child-port.ts';
import type { OsStoreReply, OsStoreRequest } from '../os-secret-store.ts';

/**
 * @entry child
 * Only user of @napi-rs/keyring (DESIGN 16). One request; the parent enforces a timeout.
 *
 * Needs HOME, XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS, and DISPLAY or WAYLAND_DISPLAY for the unlock prompt.
 */
const service = 'CertSteward';

function entryOf(account: string): AsyncEntry {
  // The fallback, the kernel keyring, is lost at reboot, and the vault with it.
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
    // "No store" (DESIGN 14). Messages name no secret.
    return { ok: false, reason: error instanceof Error ? error.message : 'unknown error' };
  }
}

const port = openChildPort();
port.onMessage((message) => {
  void answer(message as OsStoreRequest).then(port.post);
});
