// SPDX-License-Identifier: Apache-2.0
export type PinOwner = 'user' | 'so' | 'puk';

/** `open`: unknown (crash, token removed), counts as wrong. `unused`: nothing was sent. */
export type AttemptOutcome = 'right' | 'wrong' | 'open' | 'unused';

export interface PinCount {
  /** Consecutive wrong or open attempts. Other processes' unsettled ones count, this process's don't. */
  readonly wrong: number;
  /** False: counts were lost, so any attempt may be the last. */
  readonly known: boolean;
}

/** Never a PIN or key. */
export interface TokenMemory {
  count(tokenId: string, who: PinOwner): PinCount;
  /**
   * Durable before the PIN is sent; unsettled attempts count as `open`. `right` resets earlier counts. Errors (send
   * nothing): `disk-full`, `destination-unwritable`, `vault-busy`.
   */
  begin(tokenId: string, who: PinOwner): (outcome: AttemptOutcome) => void;
  /** New PIN: count 0. */
  clear(tokenId: string, who: PinOwner): void;
  isManaged(tokenId: string): boolean;
  setManaged(tokenId: string, managed: boolean): void;
  /** Among several showing the token. */
  preferredModule(tokenId: string): string | null;
  preferModule(tokenId: string, moduleId: string): void;
}

export interface ModuleConsent {
  readonly moduleId: string;
  /** Absolute, without links. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Owning account; null on Windows. */
  readonly owner: string | null;
  /** Added manually. */
  readonly added: boolean;
}

export interface ModuleConsents {
  find(moduleId: string): ModuleConsent | null;
  allow(consent: ModuleConsent): void;
  disallow(moduleId: string): void;
  /** In order. */
  added(): readonly string[];
}

export type StandingGrantKind = 'backup-destination' | 'ca-host';

/** Compared as canonical JSON. */
export type GrantSubject = Readonly<Record<string, string | number | boolean | null>>;

export interface StandingGrant {
  readonly kind: StandingGrantKind;
  readonly subject: GrantSubject;
  /** ISO 8601 UTC. */
  readonly grantedAt: string;
}

/** Until revoked (DESIGN 17). */
export interface StandingGrants {
  has(kind: StandingGrantKind, subject: GrantSubject): boolean;
  /** Durable on return; existing ones stay. */
  add(kind: StandingGrantKind, subject: GrantSubject): void;
  /** False: none. */
  remove(kind: StandingGrantKind, subject: GrantSubject): boolean;
  /** Oldest first. */
  list(kind?: StandingGrantKind): readonly StandingGrant[];
}

export interface AcceptedVaults {
  has(vaultId: string): boolean;
  /** Durable on return. */
  accept(vaultId: string): void;
  list(): readonly string[];
}

/** By pending application. */
export interface WatchedFolders {
  /** Absolute; null: none. */
  of(webEnrolmentId: string): string | null;
  /** Durable on return. Null: removes. */
  set(webEnrolmentId: string, folder: string | null): void;
}

/**
 * Per computer and user (DESIGN 18). Changes throw `disk-full`, `destination-unwritable`, `vault-busy`; all calls
 * `vault-newer`, `file-unreadable`. A damaged file counts as empty.
 */
export interface ComputerState {
  readonly folder: string;
  readonly tokens: TokenMemory;
  readonly modules: ModuleConsents;
  readonly standingGrants: StandingGrants;
  readonly acceptedVaults: AcceptedVaults;
  readonly watchedFolders: WatchedFolders;
  /** Oldest first. */
  damagedFiles(): readonly string[];
  close(): void;
}
