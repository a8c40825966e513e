// SPDX-License-Identifier: Apache-2.0
/** Whose PIN: PIN, SO PIN, PUK. */
export type PinOwner = 'user' | 'so' | 'puk';

/**
 * How an entry ended. `open`: unknown, because the module died or the token was pulled; it counts as wrong.
 * `unused`: nothing reached the token.
 */
export type AttemptOutcome = 'right' | 'wrong' | 'open' | 'unused';

export interface PinCount {
  /**
   * Entries in a row that were wrong or are open, those of other processes and of former runs included. An entry under
   * way in another process counts, because its end is not known here; one under way in this process does not. So the
   * process that begins first and looks at the count then cannot be overtaken by another one.
   */
  readonly wrong: number;
  /**
   * False: the counts of this token are lost (the file was damaged), so any entry may be the last one, until one was
   * right or a new PIN was set.
   */
  readonly known: boolean;
}

/** Per token: counted PIN entries, ownership, the module a person chose. Never a PIN, never a key. */
export interface TokenMemory {
  count(tokenId: string, who: PinOwner): PinCount;
  /**
   * Durable before the PIN is sent: an entry that is never settled (the process was killed) counts as `open`. Returns
   * what settles it, once; `right` resets what was counted before this entry began. Errors: `disk-full`,
   * `destination-unwritable`, `vault-busy` (another process kept writing): then nothing may be sent.
   */
  begin(tokenId: string, who: PinOwner): (outcome: AttemptOutcome) => void;
  /** A new PIN was set: its count starts at 0. */
  clear(tokenId: string, who: PinOwner): void;
  isManaged(tokenId: string): boolean;
  setManaged(tokenId: string, managed: boolean): void;
  /** The module a person chose for a token that several show. */
  preferredModule(tokenId: string): string | null;
  preferModule(tokenId: string, moduleId: string): void;
}

/** A PKCS#11 module as a person saw and allowed it. */
export interface ModuleConsent {
  readonly moduleId: string;
  /** Absolute, without links. */
  readonly path: string;
  /** Of the file, lower-case hex. */
  readonly sha256: string;
  /** Account that owned the file; null where the system has none (Windows). */
  readonly owner: string | null;
  /** Its path was given by hand. */
  readonly added: boolean;
}

export interface ModuleConsents {
  find(moduleId: string): ModuleConsent | null;
  allow(consent: ModuleConsent): void;
  disallow(moduleId: string): void;
  /** Paths given by hand, in order. */
  added(): readonly string[];
}

/** What a standing grant is for. */
export type StandingGrantKind = 'backup-destination' | 'ca-host';

/** Compared as canonical JSON: the order of keys does not matter. */
export type GrantSubject = Readonly<Record<string, string | number | boolean | null>>;

export interface StandingGrant {
  readonly kind: StandingGrantKind;
  readonly subject: GrantSubject;
  /** ISO 8601 UTC. */
  readonly grantedAt: string;
}

/** Grants that hold until they are removed, so that unattended work goes on (DESIGN 17). */
export interface StandingGrants {
  has(kind: StandingGrantKind, subject: GrantSubject): boolean;
  /** Durable when it returns. One that is there stays as it is. */
  add(kind: StandingGrantKind, subject: GrantSubject): void;
  /** False when there was none. */
  remove(kind: StandingGrantKind, subject: GrantSubject): boolean;
  /** Oldest first; of one kind, or all. */
  list(kind?: StandingGrantKind): readonly StandingGrant[];
}

/** Vaults whose anchors and confirmed profiles count on this computer. */
export interface AcceptedVaults {
  has(vaultId: string): boolean;
  /** Durable when it returns. */
  accept(vaultId: string): void;
  list(): readonly string[];
}

/** Folders that are watched for a certificate, by the application that waits for it. */
export interface WatchedFolders {
  /** Absolute; null: none. */
  of(visitId: string): string | null;
  /** Durable when it returns. Null: no folder any more. */
  set(visitId: string, folder: string | null): void;
}

/**
 * What belongs to this computer and its user, never to a vault: a vault folder that was handed over brings nothing of
 * it (DESIGN 18). One SQLite file in a folder of its own, shared by the app and the command line. Every change throws
 * `disk-full`, `destination-unwritable`, `vault-busy` (another process kept writing); every call `vault-newer` (a later
 * version's file), `file-unreadable`. A damaged file is set aside and counts as empty.
 */
export interface ComputerState {
  readonly folder: string;
  readonly tokens: TokenMemory;
  readonly modules: ModuleConsents;
  readonly standingGrants: StandingGrants;
  readonly acceptedVaults: AcceptedVaults;
  readonly watchedFolders: WatchedFolders;
  /** Names of damaged files that were set aside, oldest first. */
  damagedFiles(): readonly string[];
  close(): void;
}
