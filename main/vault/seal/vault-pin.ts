// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { LogHead } from '../log/read-log.ts';
import type { OsSecretStore } from '../protectors/os-secret-store.ts';

/**
 * What this computer remembers of a vault where the vault's file cannot be changed with it: in the OS secret store.
 * `next`: the recipient of a re-keying that may have been cut short between the vault and the store.
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
  /** The highest revision seen. */
  readonly revision: number;
  /** The newest log entry seen: an older copy that went on from there is told by it when its revision has caught up. */
  readonly log: LogHead;
}

export interface VaultPin {
  /** Asks the store once; null when there is no pin, no store, or no answer in time. Never rejects. */
  load(): Promise<PinnedVault | null>;
  /** Asks again: another process may have written meanwhile. */
  reload(): Promise<PinnedVault | null>;
  /** What was last read or written. */
  known(): PinnedVault | null;
  /** Writes in the background when it says something new and the store answered before. Never rejects. */
  remember(pin: PinnedVault): Promise<void>;
}

/** A keyring that waits for its prompt must not hold an import or an unlock up for longer (ms). */
const patienceMs = 2500;

/** One small JSON item per vault, under an account of its own beside those of the protectors. */
export function createVaultPin(osStore: OsSecretStore, vaultId: () => string): VaultPin {
  let account: string | null = null;
  let loading: Promise<PinnedVault | null> | null = null;
  let known: PinnedVault | null = null;
  let answers = false;
  let writing: Promise<void> = Promise.resolve();

  async function ask(): Promise<string | null> {
    // Once: the vault may be closed before the store is written.
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
        // A store that is gone again: the next process reads what was there.
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
