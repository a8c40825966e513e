// SPDX-License-Identifier: Apache-2.0
/**
 * What the activity log records (K07). Closed: every event has words in both catalogues. An entry says what was done
 * and to how much, never a secret, a note or a whole identity number.
 */
export const activityEvents = [
  'vault-created',
  'vault-accepted',
  'vault-migrated',
  'protector-added',
  'protector-removed',
  'passphrase-changed',
  'recovery-code-replaced',
  'rekeyed',
  'unlocked',
  'locked',
  'imported',
  'annotated',
  'exported',
  'deleted',
  'restored',
  'purged',
  'vault-exported',
  'vault-merged',
  'backed-up',
  'backup-verified',
  'backup-failed',
  'backup-restored',
  'seal-accepted',
  'installed',
  'uninstalled',
  'proved',
  'taken-in',
  'watched',
  'unwatched',
  'profile-imported',
  'profile-confirmed',
  'profile-removed',
  'visit-started',
  'visit-done',
  'visit-given-up',
  'visit-linked',
  'authority-accepted',
  'authority-forgotten',
  'requested',
  'key-received',
  'request-done',
  'request-removed',
  'reply-refused',
  'anchor-confirmed',
  'anchor-removed',
  'loss-reported',
  'loss-withdrawn',
] as const;
export type ActivityEvent = (typeof activityEvents)[number];

/** What an entry is about; members that do not apply are absent. */
export interface ActivityDetail {
  /** SHA-256 of the certificates, at most 50 of them; `count` tells how many there were. */
  readonly certificates?: readonly string[];
  readonly count?: number;
  readonly keys?: number;
  /** Kind of protector, format of an export, schema version, name of a store, name of a server, host of a profile, name of an anchor. */
  /** Kind of protector, format of an export, schema version, name of a store, name of a server, host of a profile, kind of loss. */
  readonly what?: string;
}
