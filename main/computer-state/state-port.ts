// SPDX-License-Identifier: Apache-2.0
export type PinOwner = 'user' | 'so' | 'puk';

/** `open` means unknown (crash, token removed) and counts as wrong. `unused` means nothing was sent. */
export type AttemptOutcome = 'right' | 'wrong' | 'open' | 'unused';

export interface PinCount {
  /** Consecutive wrong or open attempts. Includes other processes' unsettled attempts, but not this process's. */
  readonly wrong: number;
  /** False if counts were lost. Any attempt may then be the last. */
  readonly known: boolean;
}

export interface TokenMemory {
  count(tokenId: string, who: PinOwner): PinCount;
  /**
   * Call before sending the PIN. Durable on return. Unsettled attempts count as `open`, and `right` resets earlier
   * counts. On an error, don't send the PIN.
   */
  begin(tokenId: string, who: PinOwner): (outcome: AttemptOutcome) => void;
  /** Resets the count for a new PIN. */
  clear(tokenId: string, who: PinOwner): void;
  isManaged(tokenId: string): boolean;
  setManaged(tokenId: string, managed: boolean): void;
  preferredModule(tokenId: string): string | null;
  preferModule(tokenId: string, moduleId: string): void;
}

export interface ModuleConsent {
  readonly moduleId: string;
  readonly path: string;
  readonly sha256: string;
  /** Null on Windows. */
  readonly owner: string | null;
  readonly added: boolean;
}

export interface ModuleConsents {
  find(moduleId: string): ModuleConsent | null;
  allow(consent: ModuleConsent): void;
  disallow(moduleId: string): void;
  added(): readonly string[];
}

export type StandingGrantKind = 'backup-destination' | 'ca-host';

/** Compared as canonical JSON. */
export type GrantSubject = Readonly<Record<string, string | number | boolean | null>>;

export interface StandingGrant {
  readonly kind: StandingGrantKind;
  readonly subject: GrantSubject;
  readonly grantedAt: string;
}

export interface StandingGrants {
  has(kind: StandingGrantKind, subject: GrantSubject): boolean;
  /** Durable on return. Keeps existing consents. */
  add(kind: StandingGrantKind, subject: GrantSubject): void;
  remove(kind: StandingGrantKind, subject: GrantSubject): boolean;
  list(kind?: StandingGrantKind): readonly StandingGrant[];
}

export interface AcceptedVaults {
  has(vaultId: string): boolean;
  accept(vaultId: string): void;
  list(): readonly string[];
}

export interface WatchedFolders {
  /** Returns an absolute path. */
  of(webEnrolmentId: string): string | null;
  /** Durable on return. A null `folder` removes the entry. */
  set(webEnrolmentId: string, folder: string | null): void;
}

/**
 * State per computer and user. A damaged file counts as empty. Errors of all calls: those of `openState`,
 * `vault-damaged` (damaged while open), `cancelled` (closed).
 */
export interface ComputerState {
  readonly folder: string;
  readonly tokens: TokenMemory;
  readonly modules: ModuleConsents;
  readonly standingGrants: StandingGrants;
  readonly acceptedVaults: AcceptedVaults;
  readonly watchedFolders: WatchedFolders;
  damagedFiles(): readonly string[];
  close(): void;
}
