// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { LogHead } from '../log/read-log.ts';
import type { OsSecretStore } from '../os-secret-store/os-secret-store.ts';

/**
 * Stored in the OS secret store, so changing the vault file doesn't change the pin. `next` is the recipient of an
 * unfinished re-keying.
 */
const pinSchema = z.object({
  version: z.literal(1),
  recipient: z.string(),
  next: z.string().nullable(),
  revision: z.number().int().min(0),
  log: z.object({ seq: z.number().int().min(0), hash: z.string() }),
});

export interface PinnedVault {
  readonly recipient: string;
  readonly next: string | null;
  readonly revision: number;
  /** For detecting an older copy that has since reached `revision`. */
  readonly log: LogHead;
}

export interface VaultPin {
  /** Never rejects. */
  load(): Promise<PinnedVault | null>;
  reload(): Promise<PinnedVault | null>;
  known(): PinnedVault | null;
  /** Writes only changes, and only if the last read succeeded. Never rejects. */
  remember(pin: PinnedVault): Promise<void>;
}

/** How long a keyring prompt may delay unlocking. */
const patienceMs = 2500;

export function createVaultPin(osStore: OsSecretStore, vaultId: () => string): VaultPin {
  let account: string | null = null;
  let loading: Promise<PinnedVault | null> | null = null;
  let known: PinnedVault | null = null;
  let answers = false;
  let writing: Promise<void> = Promise.resolve();

  async function ask(): Promise<string | null> {
    // Cached, because the vault may be closed before `remember`.
    account ??= `pin:${vaultId()}`;
    return await osStore.read(account);
  }

  async function read(): Promise<PinnedVault | null> {
    const reading = ask().catch(() => undefined);
    const text = await Promise.race([reading, setTimeout(patienceMs, undefined, { ref: false })]);
    answers = text !== undefined;
    known = parsePin(text ?? null);
    return known;
  }

  return {
    load: async () => await (loading ??= read()),
    async reload() {
      loading = read();
      return await loading;
    },
    known: () => known,
    async remember(pin) {
      const name = account;
      if (name === null || !answers || samePin(pin, known)) return;
      known = pin;
      writing = writing.then(async () => {
        await osStore.write(name, JSON.stringify({ version: 1, ...pin })).catch(() => undefined);
      });
      await writing;
    },
  };
}

function parsePin(text: string | null): PinnedVault | null {
  if (text === null) return null;
  try {
    const { recipient, next, revision, log } = pinSchema.parse(JSON.parse(text));
    return { recipient, next, revision, log };
  } catch {
    return null;
  }
}

function samePin(left: PinnedVault, right: PinnedVault | null): boolean {
  return (
    right !== null &&
    left.recipient === right.recipient &&
    left.next === right.next &&
    left.revision === right.revision &&
    left.log.hash === right.log.hash
  );
}
