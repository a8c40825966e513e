// SPDX-License-Identifier: Apache-2.0
import { AsyncEntry } from '@napi-rs/keyring';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { answerChecked, type Answers } from '../../../children/define-child.ts';
import { serveChild } from '../../../children/serve-child.ts';
import { osStoreOperations } from './os-store-protocol.ts';

/**
 * @entry child
 * Only this file uses @napi-rs/keyring. Needs HOME, XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS, and DISPLAY
 * or WAYLAND_DISPLAY for the unlock prompt.
 */
const service = 'CertSteward';

function entryOf(account: string): AsyncEntry {
  // Not the kernel keyring, which is lost at reboot.
  return new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
}

const answers: Answers<typeof osStoreOperations> = {
  read: async ({ account }) => (await entryOf(account).getPassword()) ?? null,
  write: async ({ account, secret }) => {
    await entryOf(account).setPassword(secret);
    return null;
  },
  remove: async ({ account }) => {
    await entryOf(account).deleteCredential();
    return null;
  },
  probe: async ({ account, secret }) => {
    const entry = entryOf(account);
    await entry.setPassword(secret);
    const read = await entry.getPassword();
    await entry.deleteCredential();
    if (read !== secret) throw new Error('the store returned something else');
    return null;
  },
};

serveChild(async (operation, input, sendPart) => {
  try {
    return await answerChecked(osStoreOperations, answers, operation, input, sendPart);
  } catch (error) {
    // Callers treat any error as "no store".
    const reason = error instanceof Error ? error.message : 'unknown error';
    throw new AppError('not-available', { what: 'os-store', reason });
  }
});
