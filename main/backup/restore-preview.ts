import { AppError } from '../../shared/domain/app-error.ts';
import type { Vault } from '../vault/vault.ts';
import type { BackedUpCertificate, BackupContents } from '../vault/backups/backup-contents.ts';

/** `same`: nothing of it would change ours; `gaps`: it adds what ours lacks; `differs`: both have something else. */
export type RestoreState = 'new' | 'same' | 'gaps' | 'differs';

export type DifferingPart = 'label' | 'place' | 'note' | 'tags' | 'key' | 'damaged-key';

export interface RestoreItem {
  readonly sha256: string;
  /** As the backup has it, else the certificate's own name. */
  readonly displayName: string;
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  readonly hasKey: boolean;
  readonly isCa: boolean;
  readonly state: RestoreState;
  /** What the backup has otherwise, or more of. */
  readonly parts: readonly DifferingPart[];
}

/** Of a backup that this vault made, beside what is known now. */
export interface RestoreAge {
  /** The newest sound backup of everything that was made later (ISO 8601 UTC); null when there is none. */
  readonly laterBackupAt: string | null;
  /** This vault was at a later revision when the backup was made: an older copy of it has been put in its place. */
  readonly vaultIsOlder: boolean;
}

/** By revision, not by the clock, which may have been wrong. Nothing is known of another vault's backups. */
export function ageOf(vault: Vault, revision: number): RestoreAge {
  const later = vault.backups
    .list()
    .filter((row) => row.madeHere && row.scope === 'all' && row.problem === null && (row.revision ?? 0) > revision)
    .toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
  return { laterBackupAt: later[0]?.createdAt ?? null, vaultIsOlder: vault.revision < revision };
}

/** What a restore would do, one line for each certificate. Without a vault everything is new. */
export async function previewRestore(vault: Vault | null, contents: BackupContents): Promise<RestoreItem[]> {
  const items: RestoreItem[] = [];
  const theirKeys = contents.certificates.flatMap(({ key }) => (key === null ? [] : [key]));
  const damaged = new Set((await vault?.backups.damagedKeys(new Set(theirKeys)))?.map((key) => key.spkiSha256));
  for (const theirs of contents.certificates) {
    const { sha256, notAfter, isCa, displayName } = theirs.fields;
    const { state, parts } = vault ? await compare(vault, theirs, damaged) : { state: 'new' as const, parts: [] };
    items.push({
      sha256,
      displayName: theirs.label ?? displayName,
      notAfter,
      hasKey: theirs.key !== null,
      isCa,
      state,
      parts,
    });
  }
  return items;
}

async function compare(
  vault: Vault,
  theirs: BackedUpCertificate,
  damaged: ReadonlySet<string>,
): Promise<{ readonly state: RestoreState; readonly parts: readonly DifferingPart[] }> {
  const ours = vault.getRow(theirs.fields.sha256);
  if (!ours) return { state: 'new', parts: [] };
  const gaps: DifferingPart[] = [];
  const differing: DifferingPart[] = [];
  const text = (part: DifferingPart, own: string | null, other: string | null): void => {
    if (other === null || own === other) return;
    (own === null ? gaps : differing).push(part);
  };
  text('label', ours.label, theirs.label);
  text('place', ours.place, theirs.place);
  if (theirs.note !== null && !ours.hasNote) gaps.push('note');
  // While ours is locked nobody can tell: it is shown as differing, and ours stays unless a person says otherwise.
  else if (theirs.note !== null && (await noteOf(vault, ours.sha256)) !== theirs.note) {
    differing.push('note');
  }
  if (theirs.tags.some((tag) => !ours.tags.includes(tag))) gaps.push('tags');
  if (theirs.key !== null && !ours.hasPrivateKey) gaps.push('key');
  if (theirs.key !== null && damaged.has(theirs.key)) gaps.push('damaged-key');
  if (differing.length > 0) return { state: 'differs', parts: [...differing, ...gaps] };
  return gaps.length > 0 ? { state: 'gaps', parts: gaps } : { state: 'same', parts: [] };
}

/** Null where nobody can tell: the vault is locked, or the note is damaged and the backup's may take its place. */
async function noteOf(vault: Vault, sha256: string): Promise<string | null> {
  if (!vault.isUnlocked) return null;
  try {
    return await vault.readNote(sha256);
  } catch (error) {
    if (error instanceof AppError && error.code === 'vault-damaged') return null;
    throw error;
  }
}
