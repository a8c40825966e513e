// SPDX-License-Identifier: Apache-2.0
import type { BackupContents } from '../vault/backups/backup-contents.ts';
import type { Succession } from '../vault/merge/merge-scope.ts';
import type { Vault } from '../vault/vault.ts';

export interface RestoreOthers {
  readonly profiles: number;
  readonly requests: number;
  readonly webEnrolments: number;
  /** Counts only loss reports on certificates that the restore adds. */
  readonly losses: number;
}

export function othersOf(vault: Vault | null, contents: BackupContents, isOwn = false): RestoreOthers {
  const { certificates, profiles, losses } = contents;
  const here = vault?.enrolment.profiles() ?? [];
  const inBackup = new Set(certificates.map(({ fields }) => fields.sha256));
  const isOurs = (sha256: string): boolean => vault !== null && vault.getDer(sha256) !== null;
  const willBeHere = (sha256: string): boolean => inBackup.has(sha256) || (vault?.getRow(sha256) ?? null) !== null;
  // Must match `scopeOfBackup`.
  const comes = ({ certificate, renews }: Succession): boolean =>
    certificate === null ||
    (willBeHere(certificate) && (!isOurs(renews ?? certificate) || (isOwn && !isOurs(certificate))));
  const { requests, webEnrolments } = newsOf(vault, contents);
  return {
    profiles: profiles.filter((each) => !here.some(({ name, host }) => name === each.name && host === each.host))
      .length,
    requests: requests.filter(comes).length,
    webEnrolments: webEnrolments.filter(comes).length,
    losses: losses.filter(({ sha256 }) => inBackup.has(sha256) && !isOurs(sha256)).length,
  };
}

/** Selects new web enrolments, and requests that are new, or pending in the vault and done in the backup. */
export function newsOf(
  vault: Vault | null,
  { requests, webEnrolments }: BackupContents,
): Pick<BackupContents, 'requests' | 'webEnrolments'> {
  if (vault === null) return { requests, webEnrolments };
  const ours = new Map(vault.enrolment.requests().map(({ id, state }) => [id, state]));
  return {
    requests: requests.filter(({ id, state }) => !ours.has(id) || (ours.get(id) === 'pending' && state === 'done')),
    webEnrolments: webEnrolments.filter(({ id }) => vault.webEnrolments.find(id) === null),
  };
}
