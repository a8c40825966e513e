// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

export interface Session {
  isOpen(): boolean;
  /** Takes ownership of `identity` and later zeroes it. */
  open(identity: Uint8Array, recipient: string): void;
  /** Throws `vault-locked`. `locked` aborts when the vault locks, not when the identity is replaced. */
  use<T>(work: (identity: Uint8Array, locked: AbortSignal) => Promise<T>): Promise<T>;
  useNow<T>(work: (identity: Uint8Array) => T): T;
  close(): void;
  recipient(): string | null;
  isOutdated(): boolean;
}

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
  // Don't lock for a recipient swapped before unlocking: keys must still open.
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
      // Another process re-keyed the vault. Callers must read envelopes before this check.
      if (opened && isForeign(opened)) close();
      if (!opened) throw new AppError('vault-locked');
      // Copy it, because the vault may lock during `work`.
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
