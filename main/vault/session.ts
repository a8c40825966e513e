// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';

/** The opened vault identity of this process; the only place that keeps it. */
export interface Session {
  isOpen(): boolean;
  /** Takes the bytes over and zeroes them at `close`. */
  open(identity: Uint8Array, recipient: string): void;
  /**
   * Lends the identity for one piece of work; throws `vault-locked`. Work of many pieces looks at `locked`, which aborts
   * when the vault is locked meanwhile; another identity in its place is no lock.
   */
  use<T>(work: (identity: Uint8Array, locked: AbortSignal) => Promise<T>): Promise<T>;
  /** The same for work that waits for nothing, inside a transaction. */
  useNow<T>(work: (identity: Uint8Array) => T): T;
  close(): void;
  /** The recipient that belongs to the opened identity, null when locked. */
  recipient(): string | null;
  /** The vault got another recipient since the identity was opened. */
  isOutdated(): boolean;
}

/** What the file says now: another process may have changed it. */
export interface VaultNow {
  recipient(): string | null;
}

export function createSession(now: VaultNow): Session {
  let opened: { identity: Uint8Array; recipient: string; named: string | null; lock: AbortController } | null = null;
  const close = () => {
    const closed = opened;
    closed?.identity.fill(0);
    opened = null;
    closed?.lock.abort();
  };
  // Named at the unlock already: a swapped recipient, of which the seal tells (K07). The keys must still come out.
  const isForeign = ({ recipient, named }: { recipient: string; named: string | null }) => {
    const present = now.recipient();
    return present !== recipient && present !== named;
  };
  return {
    isOpen: () => opened !== null,
    open(identity, recipient) {
      const lock = opened?.lock ?? new AbortController();
      opened?.identity.fill(0);
      opened = { identity, recipient, named: now.recipient(), lock };
    },
    async use(work) {
      // Another process re-keyed the vault: what is held here opens nothing any more. Looked at after the caller has
      // read the envelope, so that an envelope of the new identity never meets the old one.
      if (opened && isForeign(opened)) close();
      if (!opened) throw new AppError('vault-locked');
      // A copy: the vault may be locked while the work waits for something.
      const identity = Uint8Array.from(opened.identity);
      try {
        return await work(identity, opened.lock.signal);
      } finally {
        identity.fill(0);
      }
    },
    useNow(work) {
      if (!opened) throw new AppError('vault-locked');
      return work(opened.identity);
    },
    close,
    recipient: () => opened?.recipient ?? null,
    isOutdated: () => opened !== null && isForeign(opened),
  };
}
