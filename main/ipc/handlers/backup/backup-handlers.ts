// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { errorCodes } from '../../../../shared/domain/errors/error-codes.ts';
import type { Backup } from '../../../../shared/schemas/vault/backup.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import { areBackupsOnlyHere, backupsOn } from '../../../backup/backup-place.ts';
import type { BackupRow } from '../../../vault/backups/backup-rows.ts';
import type { ResolvedDestination } from '../../resolve-destination.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';

type Place = CallInput<'backups.create'>['place'];

const mostNames = 3;

export function backupHandlers({
  services: { backups, certificates, vault },
  places,
  held: { drives },
  resolveDestination,
}: HandlerParts) {
  /** `failed` keeps the destination id valid, for a retry. */
  async function placeFor(
    place: Place,
    signal: AbortSignal,
  ): Promise<ResolvedDestination & { readonly failed: () => void }> {
    if (place.kind === 'folder') {
      const folder = places.takeFolder(place.destinationId, 'backup');
      return {
        place: { kind: 'folder', folder: folder.path },
        done: async () => await Promise.resolve(),
        failed: () => places.restore(place.destinationId, folder),
      };
    }
    const failed = () => undefined;
    if (place.kind === 'drive') {
      const { mountPoint, uuid } = drives.get(place.driveId);
      return {
        place: { kind: 'folder', folder: mountPoint, volume: uuid },
        done: async () => await Promise.resolve(),
        failed,
      };
    }
    if (place.kind === 'webdav') return { ...(await resolveDestination.server(place.url, place.user, place)), failed };
    return { ...(await resolveDestination.token(place, signal)), failed };
  }
  return {
    overview: async () => {
      const { protectors, recoverySaved } = await vault.status();
      const current = await vault.current();
      const hasPassphrase = protectors.some(({ kind }) => kind === 'passphrase');
      const rows = await backups.history();
      const outdated = current?.backups.outdated() ?? new Set();
      return {
        backups: rows.map((row) => ({
          ...backupOf(row),
          names: current?.backups.names(row, mostNames) ?? [],
          isOutdated: outdated.has(row.id),
        })),
        onlyHere: await areBackupsOnlyHere(vault.folder, current?.backups.openable() ?? []),
        counts: await certificates.backupCounts(),
        passphrase: !hasPassphrase ? 'none' : current?.backups.needsPassphrase() === true ? 'needed' : 'kept',
        recoverySaved,
      };
    },
    ofCertificate: async ({ sha256 }) => {
      const { backups: held } = await vault.require();
      const state = held.states().find((each) => each.sha256 === sha256);
      return {
        state: state?.state ?? 'none',
        verifiedAt: state?.verifiedAt ?? null,
        backups: held.of(sha256).flatMap(({ backupId, current }) => {
          const row = held.find(backupId);
          return row ? [{ ...backupOf(row), current }] : [];
        }),
      };
    },
    drives: async () => {
      const rows = await backups.history();
      return {
        drives: (await backups.drives()).map((drive) => {
          const held = backupsOn(drive, rows);
          return {
            driveId: drives.hold(drive),
            name: drive.label ?? drive.device,
            displayPath: drive.mountPoint,
            bytes: drive.bytes,
            freeBytes: drive.free,
            readOnly: drive.readOnly,
            backups: held.length,
            lastBackupAt: held[0]?.createdAt ?? null,
          };
        }),
      };
    },
    eject: async ({ driveId }) => await backups.eject(drives.get(driveId).device),
    create: async ({ scope, protection, recoveryCode, place: asked }, { signal, progress }) => {
      const { place, done, failed } = await placeFor(asked, signal);
      try {
        const created = await backups.create({
          scope: scope.kind === 'chosen' ? { kind: 'chosen', ids: scope.certificates } : scope,
          protection,
          recoveryCode,
          place,
          signal,
          progress,
        });
        await done();
        const { row, signed, untested, rehearsedBy, unreadable, removed } = created;
        const { backups: kept } = await vault.require();
        return {
          backup: backupOf(row),
          signed,
          untested,
          issuers: kept.issuers(row.id),
          rehearsedBy,
          leftOut: unreadable.keys.length + unreadable.notes.length,
          removed: removed.length,
          onlyHere: await areBackupsOnlyHere(vault.folder, kept.openable()),
        };
      } catch (error) {
        failed();
        throw error;
      }
    },
    verify: async ({ id, secret, access }, { signal, progress }) => {
      progress(null, 'backup-rehearse');
      const { backups: known } = await vault.require();
      const before = known.find(id);
      if (!before) throw new AppError('not-found');
      const { place, done } = await resolveDestination.known(before, access, signal);
      const { outcome, signed } = await backups.verifyKnown(id, secret, { place, signal });
      await done();
      const row = known.find(id);
      if (!row) throw new AppError('not-found');
      return { outcome, signed, backup: backupOf(row) };
    },
  } satisfies Partial<Handlers['backups']>;
}

function backupOf(row: BackupRow): Backup {
  const { revision: _revision, madeHere: _madeHere, volume: _volume, sha256: _sha256, problem, ...rest } = row;
  return { ...rest, problem: problem === null ? null : (errorCodes.find((code) => code === problem) ?? 'internal') };
}
