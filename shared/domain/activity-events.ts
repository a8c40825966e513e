// SPDX-License-Identifier: Apache-2.0
/** Entries never contain a secret, note or complete identity number (K07). */
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
  'web-enrolment-started',
  'web-enrolment-done',
  'web-enrolment-cancelled',
  'web-enrolment-linked',
  'authority-accepted',
  'authority-forgotten',
  'requested',
  'key-received',
  'request-done',
  'renewed-together',
  'request-removed',
  'reply-refused',
  'anchor-confirmed',
  'anchor-removed',
  'loss-reported',
  'loss-withdrawn',
] as const;
export type ActivityEvent = (typeof activityEvents)[number];

export interface ActivityDetail {
  /** SHA-256, at most 50; `count` is the total. */
  readonly certificates?: readonly string[];
  readonly count?: number;
  readonly keys?: number;
  /** Protector kind, export format, schema version, store, server, profile host, anchor or loss kind. */
  readonly what?: string;
}
