import { AsyncEntry } from '@napi-rs/keyring';
import type { OsStoreReply, OsStoreRequest } from '../vault/protectors/os-secret-store.ts';

/**
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

// utilityProcess (Electron) talks through parentPort, a forked Node child through its IPC channel.
interface ParentPort {
  once(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const parentPort = 'parentPort' in process ? (process.parentPort as ParentPort | undefined) : undefined;

async function serve(message: unknown): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends are ours: OsStoreRequest is the contract
  const reply = await answer(message as OsStoreRequest);
  if (parentPort) parentPort.postMessage(reply);
  else process.send?.(reply);
}

if (parentPort) parentPort.once('message', (event) => void serve(event.data));
else process.once('message', (message) => void serve(message));
