// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { Vault } from '../vault/vault.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { BackupParts } from './create-backup.ts';
import type { BackupSource } from './backup-place.ts';
import type { Manifest } from './container/manifest.ts';
import type { BackupSecret } from './container/open-container.ts';
import type { ReadBackup } from './container/read-backup.ts';
import { mergeBackup, type RestoreChoice, type RestoredBackup } from '../vault/backups/merge-backup.ts';
import { othersOf, type RestoreOthers } from './restore-others.ts';
import { ageOf, previewRestore, type RestoreAge, type RestoreItem } from './restore-preview.ts';

export interface RestorePreview extends RestoreAge, RestoreOthers {
  readonly manifest: Manifest;
  /** Pass to `restore` as `expected`. */
  readonly sha256: string;
  readonly items: readonly RestoreItem[];
  readonly loneKeys: number;
  readonly watched: number;
  readonly anchors: number;
  readonly ownVault: boolean;
  readonly needsProtector: boolean;
}

/** A backup received as bytes, such as a dropped file. */
export type NamedCopy = Pick<BackupSource, 'fileName'>;

export interface RestoreService {
  /** Changes nothing. Errors: `cancelled`, those of `readContents`. */
  look(path: string, secret: BackupSecret, signal?: AbortSignal): Promise<RestorePreview>;
  /**
   * `prepare` runs before any write and must ensure that the vault can hold keys. Errors: `cancelled`, those of
   * `readContents` and `mergeBackup`, `backup-damaged` if the file's hash isn't `expected`.
   */
  restore(
    path: string,
    secret: BackupSecret,
    options: {
      readonly choices: ReadonlyMap<string, RestoreChoice>;
      readonly expected: string | null;
      readonly prepare: (what: { readonly needsProtector: boolean }) => Promise<void>;
      /** Only a name for a temporary copy, whose path isn't recorded. */
      readonly source?: BackupSource | NamedCopy | undefined;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<RestoredBackup & { readonly manifest: Manifest }>;
}

export function createRestoreService({
  vault,
  parts,
}: {
  readonly vault: VaultAccess;
  readonly parts: BackupParts;
}): RestoreService {
  const { parse, now } = parts;

  async function read(path: string, secret: BackupSecret, withKeys: boolean, signal?: AbortSignal) {
    return (await parse.run('readBackup', { path, secret, withKeys }, signal)) as ReadBackup;
  }

  return {
    async look(path, secret, signal) {
      try {
        const contents = await read(path, secret, false, signal);
        const current = await vault.current();
        const items = await previewRestore(current, contents);
        const { vaultId } = await vault.status();
        const { manifest, watched } = contents;
        const ownVault = manifest.vaultId === vaultId;
        const age =
          current && ownVault ? ageOf(current, manifest.revision) : { laterBackupAt: null, vaultIsOlder: false };
        const paired = new Set(contents.certificates.flatMap(({ key }) => (key === null ? [] : [key])));
        return {
          manifest,
          sha256: contents.sha256,
          items,
          loneKeys: manifest.counts.keys - paired.size,
          watched: watched.length,
          anchors: contents.anchors.filter(({ sha256 }) => !isTrusted(current, sha256)).length,
          ...othersOf(current, contents, isMadeHere(current, contents)),
          ownVault,
          ...age,
          needsProtector: manifest.counts.keys > 0 || contents.certificates.some(hasNote),
        };
      } finally {
        parse.forget();
      }
    },
    async restore(path, secret, { choices, expected, prepare, source = fileAt(path), signal }) {
      const contents = await read(path, secret, true, signal);
      try {
        if (signal?.aborted === true) throw new AppError('cancelled');
        const { sha256 } = contents;
        if (expected !== null && sha256 !== expected) throw new AppError('backup-damaged', { problem: 'changed' });
        await prepare({ needsProtector: contents.keys.length > 0 || contents.certificates.some(hasNote) });
        const open = await vault.requireOrCreate();
        const known = open.backups.list().find((each) => each.sha256 === sha256);
        const row = known !== undefined || !hasPlace(source) ? null : rowOf(source, contents, now());
        const { madeHere: isOwn = false, revision = null } = known ?? {};
        const file = { name: source.fileName, path: hasPlace(source) ? pathIn(source, path) : null };
        const merged = await mergeBackup(open, contents, { choices, file, row, at: now(), isOwn, revision });
        return { ...merged, manifest: contents.manifest };
      } finally {
        for (const key of contents.keys) key.pkcs8.fill(0);
        parse.forget();
      }
    },
  };
}

function isMadeHere(vault: Vault | null, { sha256 }: { readonly sha256: string }): boolean {
  return vault?.backups.list().find((each) => each.sha256 === sha256)?.madeHere === true;
}

function isTrusted(vault: Vault | null, anchor: string): boolean {
  return vault?.anchors.rows().some(({ sha256, confirmedAt }) => sha256 === anchor && confirmedAt !== null) === true;
}

const hasNote = ({ note }: { readonly note: string | null }): boolean => note !== null && note !== '';

function hasPlace(source: BackupSource | NamedCopy): source is BackupSource {
  return 'place' in source;
}

function pathIn({ kind, place, fileName }: BackupSource, path: string): string {
  return kind === 'folder' ? path : `${place}/${fileName}`;
}

function fileAt(path: string): BackupSource {
  return { kind: 'folder', place: dirname(path), volume: null, fileName: basename(path) };
}

/** Opening an unknown backup counts as a check. */
function rowOf(source: BackupSource, { manifest, sha256, bytes }: ReadBackup, at: Date): BackupRow {
  const seen = at.toISOString();
  return {
    id: randomUUID(),
    createdAt: manifest.createdAt,
    revision: null,
    madeHere: false,
    scope: manifest.scope,
    ...source,
    bytes,
    sha256,
    certificates: manifest.counts.certificates,
    keys: manifest.counts.keys,
    byPassphrase: manifest.outer.passphrase !== null,
    byRecovery: manifest.outer.recovery !== null,
    verifiedAt: seen,
    lookedAt: seen,
    problem: null,
  };
}
