/** Entries that may run as a child process; each is one bundle under dist/processes. */
export type ProcessEntry = 'parse' | 'os-store' | 'nss' | 'windows-store' | 'scan' | 'pkcs11' | 'demo-ca';

/** A running child. Messages are structured clones (Uint8Array travels as it is). */
export interface ChildChannel {
  /** Resolves when the next message may follow without piling up; never fails, also when the child is gone. */
  post(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also after `kill`. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Starts a child with a minimal environment: utilityProcess in Electron, fork in Node (DESIGN 12). */
export type StartChild = (entry: ProcessEntry) => ChildChannel;
