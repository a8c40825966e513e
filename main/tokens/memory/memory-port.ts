/** Whose PIN: PIN, SO PIN, PUK. */
export type PinOwner = 'user' | 'so' | 'puk';

/**
 * How an entry ended. `open`: nobody can tell, for the module died or the token was pulled meanwhile; it counts as wrong.
 * `unused`: nothing reached the token.
 */
export type AttemptOutcome = 'right' | 'wrong' | 'open' | 'unused';

export interface PinCount {
  /**
   * Entries in a row that were wrong or are open, those of other processes and of former runs included. An entry under
   * way in another process counts, for nobody here can tell how it ends; one under way in this process does not. So
   * whoever begins first and looks at the count then cannot be overtaken by another process.
   */
  readonly wrong: number;
  /**
   * False: what was counted for this token is lost (the file was damaged), so any entry may be the last one, until one
   * was right or the PIN was set anew.
   */
  readonly known: boolean;
}

/**
 * What outlasts a restart about tokens: counted PIN entries, ownership, consent to modules. One SQLite file in the data
 * folder, shared by the app and the command line; never a PIN, never a key.
 */
export interface TokenMemory {
  count(tokenId: string, who: PinOwner): PinCount;
  /**
   * Durable before the PIN is sent: an entry that is never settled (the process was killed) counts as `open`. Returns
   * what settles it, once; `right` puts back to nothing what was counted before this entry began. Errors: `disk-full`,
   * `destination-unwritable`, `vault-busy` (another process kept writing): then nothing may be sent.
   */
  begin(tokenId: string, who: PinOwner): (outcome: AttemptOutcome) => void;
  /** A PIN was set anew: its count starts at nothing. */
  clear(tokenId: string, who: PinOwner): void;
  isManaged(tokenId: string): boolean;
  setManaged(tokenId: string, managed: boolean): void;
  /** The module a person chose for a token that several show. */
  preferredModule(tokenId: string): string | null;
  preferModule(tokenId: string, moduleId: string): void;
  /** Hash that a module was allowed with, or null. */
  allowedHash(moduleId: string): string | null;
  allow(module: {
    readonly moduleId: string;
    readonly path: string;
    readonly sha256: string;
    readonly added: boolean;
  }): void;
  disallow(moduleId: string): void;
  /** Paths added by hand. */
  added(): readonly string[];
  close(): void;
}
