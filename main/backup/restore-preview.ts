// SPDX-License-Identifier: Apache-2.0
import { bankOrIssuer } from '../../shared/domain/certificates/bank-of.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { RestoreConflict, restoreParts } from '../../shared/schemas/vault/backup.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { Vault } from '../vault/vault.ts';
import type { BackedUpCertificate, BackupContents } from '../vault/backups/backup-contents.ts';
import { newsOf } from './restore-others.ts';

/** `gaps`: the backup has data that the vault lacks. `differs`: the backup and the vault conflict. */
export type RestoreState = 'new' | 'same' | 'gaps' | 'differs';

/**
 * `deleted`: restoring undeletes the certificate. `loss` and `renewal` end reminders, so they are restored only on
 * request.
 */
export type DifferingPart = (typeof restoreParts)[number];

export interface RestoreItem {
  readonly sha256: string;
  readonly displayName: string;
  readonly institution: string | null;
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  readonly hasKey: boolean;
  readonly isCa: boolean;
  readonly state: RestoreState;
  readonly parts: readonly DifferingPart[];
  readonly conflicts: readonly RestoreConflict[];
}

export interface RestoreAge {
  /** Time of the newest sound full backup after this one (ISO 8601 UTC). */
  readonly laterBackupAt: string | null;
  /** True if the vault was replaced by an older copy. */
  readonly vaultIsOlder: boolean;
}

/** Compares revisions, since clocks may be wrong. */
export function ageOf(vault: Vault, revision: number): RestoreAge {
  const later = vault.backups
    .list()
    .filter((row) => row.madeHere && row.scope === 'all' && row.problem === null && (row.revision ?? 0) > revision)
    .toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
  return { laterBackupAt: later[0]?.createdAt ?? null, vaultIsOlder: vault.revision < revision };
}

export async function previewRestore(vault: Vault | null, contents: BackupContents): Promise<RestoreItem[]> {
  const items: RestoreItem[] = [];
  const here = vault && (await lookAround(vault, contents));
  for (const theirs of contents.certificates) {
    const { sha256, notAfter, isCa, displayName, subject, issuer } = theirs.fields;
    const institution = isCa ? null : bankOrIssuer(subject, issuer);
    const compared = here ? await compare(here, theirs) : isNew;
    items.push({
      sha256,
      displayName: theirs.label ?? displayName,
      institution: institution && maskIdentityNumbers(institution),
      notAfter,
      hasKey: theirs.key !== null,
      isCa,
      ...compared,
    });
  }
  return items;
}

interface Here {
  readonly vault: Vault;
  readonly inTrash: ReadonlyMap<string, CertificateRow>;
  readonly damaged: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
  readonly renewed: ReadonlySet<string>;
}

async function lookAround(vault: Vault, contents: BackupContents): Promise<Here> {
  const theirKeys = contents.certificates.flatMap(({ key }) => (key === null ? [] : [key]));
  const lost = contents.losses.filter(({ sha256 }) => vault.losses.find(sha256) === null);
  return {
    vault,
    inTrash: new Map(vault.deletion.list().map((row) => [row.sha256, row])),
    damaged: new Set((await vault.backups.damagedKeys(new Set(theirKeys))).map((key) => key.spkiSha256)),
    lost: new Set(lost.map(({ sha256 }) => sha256)),
    renewed: renewedIn(vault, contents),
  };
}

function renewedIn(vault: Vault, contents: BackupContents): Set<string> {
  const theirs = new Set(contents.certificates.map(({ fields }) => fields.sha256));
  const { requests, webEnrolments } = newsOf(vault, contents);
  return new Set(
    [...requests, ...webEnrolments].flatMap(({ certificate, renews }) => {
      if (certificate === null || renews === null) return [];
      return theirs.has(certificate) || vault.getRow(certificate) !== null ? [renews] : [];
    }),
  );
}

type Compared = Pick<RestoreItem, 'state' | 'parts' | 'conflicts'>;

const isNew: Compared = { state: 'new', parts: [], conflicts: [] };

async function compare(here: Here, theirs: BackedUpCertificate): Promise<Compared> {
  const { vault, inTrash, damaged } = here;
  const { sha256 } = theirs.fields;
  const ours = vault.getRow(sha256) ?? inTrash.get(sha256);
  if (!ours) return isNew;
  const gaps: DifferingPart[] = ours.deletedAt === null ? [] : ['deleted'];
  const differing: DifferingPart[] = [];
  const conflicts: RestoreConflict[] = [];
  const conflict = ({ part, ours: own, theirs: other }: RestoreConflict): void => {
    differing.push(part);
    conflicts.push({ part, ours: own && excerpt(own), theirs: excerpt(other) });
  };
  const text = (part: 'label' | 'place', own: string | null, other: string | null): void => {
    if (other === null || own === other) return;
    if (own === null) gaps.push(part);
    else conflict({ part, ours: own, theirs: other });
  };
  text('label', ours.label, theirs.label);
  text('place', ours.place, theirs.place);
  if (theirs.note !== null && !ours.hasNote) gaps.push('note');
  else if (theirs.note !== null) {
    const own = await noteOf(vault, ours.sha256);
    if (own !== theirs.note) conflict({ part: 'note', ours: own, theirs: theirs.note });
  }
  if (theirs.tags.some((tag) => !ours.tags.includes(tag))) gaps.push('tags');
  if (theirs.key !== null && !ours.hasPrivateKey) gaps.push('key');
  if (theirs.key !== null && damaged.has(theirs.key)) gaps.push('damaged-key');
  if (here.lost.has(sha256)) differing.push('loss');
  if (here.renewed.has(sha256)) differing.push('renewal');
  if (differing.length > 0) return { state: 'differs', parts: [...differing, ...gaps], conflicts };
  return { state: gaps.length > 0 ? 'gaps' : 'same', parts: gaps, conflicts };
}

const maxExcerpt = 240;

function excerpt(value: string): string {
  return value.length > maxExcerpt ? `${value.slice(0, maxExcerpt)}…` : value;
}

/** Returns null if the vault is locked or the note is damaged, so the note counts as different. */
async function noteOf(vault: Vault, sha256: string): Promise<string | null> {
  if (!vault.isUnlocked) return null;
  try {
    return await vault.readNote(sha256);
  } catch (error) {
    if (error instanceof AppError && error.code === 'vault-damaged') return null;
    throw error;
  }
}
