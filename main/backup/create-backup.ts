// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { newIdentity } from '../vault/age/age-files.ts';
import type { Stretched } from '../vault/age/age-scrypt.ts';
import type { BackupKey } from '../vault/backups/backup-access.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { BackupSnapshot } from '../vault/backups/backup-snapshot.ts';
import type { BackupItem } from '../vault/backups/backup-item.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { Vault } from '../vault/vault.ts';
import type { BackupSecret } from './container/open-container.ts';
import type { Rehearsal } from './container/rehearse-container.ts';
import { writeContainer, type WrittenContainer } from './container/write-container.ts';
import type { BackupPlace } from './backup-place.ts';
import type { BackupDestination } from './destinations/destination.ts';

export type BackupScope =
  | { readonly kind: 'all' }
  /** Certificates with a key and no current backup. */
  | { readonly kind: 'unsafe' }
  | { readonly kind: 'chosen'; readonly ids: readonly string[] };

/** The vault's current recovery code also opens the backup. Later codes don't. */
export type BackupProtection =
  /** `passphrase` is null if the vault already stores a backup key. */
  { readonly kind: 'vault'; readonly passphrase: string | null } | { readonly kind: 'own'; readonly password: string };

export type BackupStep = 'backup-protect' | 'backup-write' | 'backup-rehearse' | 'backup-finish';

export interface CreateBackup {
  readonly scope: BackupScope;
  readonly protection: BackupProtection;
  readonly recoveryCode: string | null;
  readonly place: BackupPlace;
  readonly signal?: AbortSignal | undefined;
  progress?(fraction: number | null, step: BackupStep): void;
}

export interface CreatedBackup {
  readonly row: BackupRow;
  readonly signed: number;
  readonly untested: number;
  readonly rehearsedBy: readonly ('passphrase' | 'recovery-code')[];
  readonly unreadable: BackupSnapshot['unreadable'];
}

export interface BackupParts {
  /** A separate process, ended after each operation, because it sees keys, including those of other vaults. */
  readonly parse: ParseClient;
  readonly now: () => Date;
  readonly version: string;
}

/**
 * Errors: `vault-locked`, `secret-missing`, `wrong-secret`, `secret-required`, `passphrase-weak`, `backup-unprotected`,
 * `backup-empty`, `seal-broken`, `verification-failed`, `cancelled`, those of `readContents` and the destination.
 */
export async function createBackup(
  vault: Vault,
  parts: BackupParts,
  destination: BackupDestination,
  asked: Omit<CreateBackup, 'place'>,
): Promise<CreatedBackup> {
  const { progress } = asked;
  progress?.(null, 'backup-protect');
  const ways = await protect(vault, asked);
  const ids = idsOf(vault, asked.scope);
  const stretched = await stretchForRehearsal(vault, asked, ways);
  const rehearsal = await newIdentity();
  try {
    return await withSnapshotUntilLocked(vault, ids, asked.signal, async (snapshot, signal) => {
      if (snapshot.counts.certificates + snapshot.counts.keys === 0) throw new AppError('backup-empty');
      // Load the child's modules while the backup is being written.
      parts.parse.run('prepareRehearsal', {}, signal).catch(() => undefined);
      const createdAt = parts.now();
      const name = backupFileName(createdAt, await destination.names(signal));
      let rehearsed: Rehearsal | null = null;
      const written = await destination.store<WrittenContainer>({
        name,
        atLeastBytes: snapshot.counts.atLeastBytes,
        signal,
        write: async (handle) =>
          await writeContainer(handle, {
            items: follow(snapshot, (fraction) => progress?.(fraction, 'backup-write')),
            origin: {
              program: parts.version,
              vaultId: snapshot.vaultId,
              revision: snapshot.revision,
              scope: ids === null ? 'all' : 'chosen',
              createdAt,
            },
            access: { ...ways, rehearsal: rehearsal.recipient },
            signal,
          }),
        rehearse: async (path, { manifest }) => {
          progress?.(null, 'backup-rehearse');
          for (const secret of secretsFor(asked, ways, rehearsal.identity)) {
            rehearsed = await parts.parse.run('rehearseBackup', { path, secret, stretched }, signal);
            if (JSON.stringify(rehearsed.manifest) !== JSON.stringify(manifest)) {
              throw new AppError('verification-failed', { what: 'backup' });
            }
          }
        },
      });
      if (rehearsed === null) throw new AppError('verification-failed', { what: 'backup' });
      const { sha256, signed, untested } = rehearsed as Rehearsal;
      progress?.(null, 'backup-finish');
      const row = rowOf({ destination, written, ways, name, sha256, at: parts.now() });
      try {
        await vault.backups.record(row, snapshot.held);
      } catch (error) {
        await destination.remove(name);
        throw error;
      }
      const rehearsedBy = secretsFor(asked, ways, rehearsal.identity).flatMap(({ kind }) =>
        kind === 'identity' ? [] : [kind],
      );
      return { row, signed, untested, rehearsedBy, unreadable: snapshot.unreadable };
    });
  } finally {
    rehearsal.identity.fill(0);
    stretched?.key.fill(0);
    parts.parse.forget();
  }
}

/** Locking the vault also aborts `work`, with `vault-locked`. */
async function withSnapshotUntilLocked<T>(
  vault: Vault,
  ids: readonly string[] | null,
  asked: AbortSignal | undefined,
  work: (snapshot: BackupSnapshot, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return await vault.backups.withSnapshot(ids, async (snapshot) => {
    const { locked } = snapshot;
    try {
      return await work(snapshot, asked ? AbortSignal.any([asked, locked]) : locked);
    } catch (error) {
      const cancelled = error instanceof AppError && error.code === 'cancelled';
      throw cancelled && locked.aborted && asked?.aborted !== true ? new AppError('vault-locked') : error;
    }
  });
}

interface Ways {
  readonly passphrase: BackupKey | null;
  readonly recovery: BackupKey | null;
}

async function protect(vault: Vault, { protection }: Pick<CreateBackup, 'protection'>): Promise<Ways> {
  const own = protection.kind === 'own';
  const kept = await vault.backups.access(own ? null : protection.passphrase, { withPassphrase: !own });
  const ways = own ? { ...kept, passphrase: await vault.backups.ownAccess(protection.password) } : kept;
  if (ways.passphrase === null && !ways.recoverySaved) throw new AppError('backup-unprotected');
  return ways;
}

function idsOf(vault: Vault, scope: BackupScope): readonly string[] | null {
  if (scope.kind === 'all') return null;
  return scope.kind === 'chosen' ? scope.ids : vault.backups.unsafe();
}

function secretsFor(
  asked: Pick<CreateBackup, 'protection' | 'recoveryCode'>,
  ways: Ways,
  identity: Uint8Array,
): BackupSecret[] {
  const secrets = typedSecrets(asked, ways);
  return secrets.length > 0 ? secrets : [{ kind: 'identity', identity }];
}

function typedSecrets(
  { protection, recoveryCode }: Pick<CreateBackup, 'protection' | 'recoveryCode'>,
  ways: Ways,
): Exclude<BackupSecret, { kind: 'identity' }>[] {
  const typed = protection.kind === 'own' ? protection.password : protection.passphrase;
  return [
    ...(typed !== null && ways.passphrase ? [{ kind: 'passphrase' as const, secret: typed }] : []),
    ...(recoveryCode !== null && ways.recovery ? [{ kind: 'recovery-code' as const, secret: recoveryCode }] : []),
  ];
}

/** Runs scrypt (256 MiB) before the child starts, to limit peak memory. */
async function stretchForRehearsal(
  vault: Vault,
  asked: Pick<CreateBackup, 'protection' | 'recoveryCode'>,
  ways: Ways,
): Promise<Stretched | null> {
  const [first] = typedSecrets(asked, ways);
  if (first?.kind !== 'passphrase' || ways.passphrase === null) return null;
  return await vault.backups.stretchForFile(first.secret, ways.passphrase.file);
}

async function* follow(snapshot: BackupSnapshot, onProgress: (fraction: number) => void): AsyncGenerator<BackupItem> {
  const all = snapshot.counts.certificates + snapshot.counts.keys;
  let done = 0;
  for await (const item of snapshot.items()) {
    yield item;
    if (item.kind !== 'certificate' && item.kind !== 'key') continue;
    done += 1;
    if (done % 50 === 0) onProgress(Math.min(done / all, 1));
  }
}

function rowOf(made: {
  readonly destination: BackupDestination;
  readonly written: WrittenContainer;
  readonly ways: Ways;
  readonly name: string;
  readonly sha256: string;
  readonly at: Date;
}): BackupRow {
  const { manifest, bytes } = made.written;
  const { destination } = made;
  const at = made.at.toISOString();
  return {
    id: randomUUID(),
    createdAt: manifest.createdAt,
    revision: manifest.revision,
    madeHere: true,
    scope: manifest.scope,
    kind: destination.kind,
    place: destination.place,
    volume: destination.volume,
    fileName: made.name,
    bytes,
    sha256: made.sha256,
    certificates: manifest.counts.certificates,
    keys: manifest.counts.keys,
    byPassphrase: made.ways.passphrase !== null,
    byRecovery: made.ways.recovery !== null,
    verifiedAt: at,
    lookedAt: at,
    problem: null,
  };
}

/** `certsteward-backup-20261125-103000.tar` in UTC, so names sort by time. */
function backupFileName(at: Date, taken: ReadonlySet<string>): string {
  const stamp = at.toISOString().replace(/\..*$/, '').replaceAll(/[-:]/g, '').replace('T', '-');
  for (let number = 1; ; number += 1) {
    const name = `certsteward-backup-${stamp}${number === 1 ? '' : `-${number}`}.tar`;
    if (!taken.has(name)) return name;
  }
}
