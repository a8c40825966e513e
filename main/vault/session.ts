import { AppError } from '../../shared/domain/app-error.ts';

/** The opened vault identity of this process; the only place that keeps it. */
export interface Session {
  isOpen(): boolean;
  /** Takes the bytes over and zeroes them at `close`. */
  open(identity: Uint8Array, recipient: string): void;
  /** Lends the identity for one piece of work; throws `vault-locked`. */
  use<T>(work: (identity: Uint8Array) => Promise<T>): Promise<T>;
  close(): void;
  /** The recipient that belongs to the opened identity, null when locked. */
  recipient(): string | null;
  /** The vault's recipient is another than that of the opened identity, and no re-keying made it so. */
  isRecipientSwapped(): boolean;
}

/** What the file says now: another process may have changed it. */
export interface VaultNow {
  recipient(): string | null;
  /** How many re-keyings there were. */
  rekeyings(): number;
}

export function createSession(now: VaultNow): Session {
  let opened: { identity: Uint8Array; recipient: string; rekeyings: number } | null = null;
  const close = () => {
    opened?.identity.fill(0);
    opened = null;
  };
  return {
    isOpen: () => opened !== null,
    open(identity, recipient) {
      close();
      opened = { identity, recipient, rekeyings: now.rekeyings() };
    },
    async use(work) {
      // Another process re-keyed the vault: what is held here opens nothing any more. Looked at after the caller has
      // read the envelope, so that an envelope of the new identity never meets the old one.
      if (opened && opened.recipient !== now.recipient()) close();
      if (!opened) throw new AppError('vault-locked');
      // A copy: the vault may be locked while the work waits for something.
      const identity = Uint8Array.from(opened.identity);
      try {
        return await work(identity);
      } finally {
        identity.fill(0);
      }
    },
    close,
    recipient: () => opened?.recipient ?? null,
    isRecipientSwapped: () =>
      opened !== null && opened.recipient !== now.recipient() && opened.rekeyings === now.rekeyings(),
  };
}
