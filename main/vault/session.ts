import { AppError } from '../../shared/domain/app-error.ts';

/** The opened vault identity of this process; the only place that keeps it. */
export interface Session {
  isOpen(): boolean;
  /** Takes the bytes over and zeroes them at `close`. */
  open(identity: Uint8Array, recipient: string): void;
  /** Lends the identity for one piece of work; throws `vault-locked`. */
  use<T>(work: (identity: Uint8Array) => Promise<T>): Promise<T>;
  /** The same for work that waits for nothing, inside a transaction. */
  useNow<T>(work: (identity: Uint8Array) => T): T;
  close(): void;
  /** The recipient that belongs to the opened identity, null when locked. */
  recipient(): string | null;
}

export function createSession(): Session {
  let opened: { identity: Uint8Array; recipient: string } | null = null;
  const close = () => {
    opened?.identity.fill(0);
    opened = null;
  };
  return {
    isOpen: () => opened !== null,
    open(identity, recipient) {
      close();
      opened = { identity, recipient };
    },
    async use(work) {
      if (!opened) throw new AppError('vault-locked');
      // A copy: the vault may be locked while the work waits for something.
      const identity = Uint8Array.from(opened.identity);
      try {
        return await work(identity);
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
  };
}
