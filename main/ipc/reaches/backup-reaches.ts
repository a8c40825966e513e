// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { readWebdavAddress } from '../../../shared/domain/backup/webdav-address.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { carriesKey } from '../../../shared/domain/imports/carries-key.ts';
import type { AskedCall, Fact } from '../../grants/reach.ts';
import type { StandingTarget } from '../../grants/standing.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import { placeOfToken } from '../../../shared/domain/backup/backup-place-kinds.ts';
import type { Services } from '../../services.ts';
import type { BackupRow } from '../../vault/backups/backup-rows.ts';
import { type BackupAccess, shareOf } from '../resolve-destination.ts';
import type { PageHandles } from '../page-handles.ts';
import type { Places } from '../places.ts';
import { certificateFacts, type Described, each, lastTry, once, type Reaches } from './reach-parts.ts';

type BackupCalls = Extract<AskedCall, `backups.${string}` | 'exports.writeMany'>;
type Place = CallInput<'backups.create'>['place'];

interface Destination {
  readonly facts: readonly Fact[];
  /** The place's name in grants, or null for a folder chosen in a dialog. */
  readonly name: string | null;
}

export function backupReaches(
  services: Services,
  { drives, backups: files, originals }: PageHandles,
  places: Pick<Places, 'pathOf'>,
): Reaches<BackupCalls> {
  const { vault, tokens } = services;
  const run = { signal: new AbortController().signal, progress: () => undefined };

  async function tokenName(tokenId: string): Promise<Destination> {
    const found = (await tokens.list({ refresh: false }, run)).tokens.find(({ id }) => id === tokenId);
    if (found === undefined) throw new AppError('token-not-found');
    return {
      facts: [['token', `${found.label} (${found.serial})`]],
      name: placeOfToken({ serial: found.serial, tokenId }),
    };
  }

  async function destination(place: Place): Promise<Destination> {
    if (place.kind === 'folder')
      return { facts: [['folder', places.pathOf(place.destinationId, 'backup')]], name: null };
    if (place.kind === 'drive') {
      const { mountPoint, uuid } = drives.get(place.driveId);
      return { facts: [['drive', mountPoint]], name: `drive:${uuid ?? mountPoint} ${mountPoint}` };
    }
    if (place.kind === 'token') return await tokenName(place.tokenId);
    const address = readWebdavAddress(place.url, place.user);
    const user: Fact[] = address.user === null ? [] : [['user', address.user]];
    return { facts: [['address', address.url], ...user], name: address.place };
  }

  /** A backup that this vault wrote to a local folder needs no grant. */
  async function known(row: BackupRow | null, access: BackupAccess): Promise<Described> {
    if (row?.kind === 'webdav') return once([['address', row.place]], [destinationTarget(row.place)]);
    if (row?.kind === 'folder' && (!row.madeHere || shareOf(row.place) !== null)) {
      return once([['folder', row.place]], [destinationTarget(`folder:${row.place}`)]);
    }
    const isLastTry = row?.kind === 'token' && access?.kind === 'token' && access.confirmedLastTry;
    return isLastTry ? lastTry((await tokenName(access.tokenId)).facts) : null;
  }

  async function restoring({ fileId, access }: { readonly fileId: string; readonly access: BackupAccess }) {
    const file = files.get(fileId);
    return await known('row' in file ? file.row : null, access);
  }

  return {
    'backups.create': async ({ protection, place }) => {
      const { facts, name } = await destination(place);
      const isOwn = protection.kind === 'own';
      if (name === null && !isOwn) return null;
      const { vaultId, protectors } = await vault.status();
      const has = (wanted: ProtectorKind): boolean => protectors.some(({ kind }) => kind === wanted);
      // An unconfirmed recovery code opens the backup too.
      const ways = [
        ...(isOwn ? ['own'] : has('passphrase') ? ['passphrase'] : []),
        ...(has('recovery-code') ? ['recovery'] : []),
      ];
      const shown: Fact[] = [...facts, ...(ways.length === 0 ? [] : [['protection', ways.join('-')] as const])];
      if (place.kind === 'token' && place.confirmedLastTry) return lastTry(shown);
      // A compromised page would know the backup's password: ask each time.
      if (name === null || isOwn) return each(shown);
      return once(shown, [destinationTarget(name), destinationTarget(name, vaultId)]);
    },
    'backups.verify': async ({ id, access }) => known((await vault.require()).backups.find(id) ?? null, access),
    'backups.preview': restoring,
    'backups.restore': restoring,
    'backups.trashOriginals': async ({ fileIds }) => {
      const files = fileIds.map((fileId) => originals.get(fileId).path);
      const count: Fact[] = files.length > 1 ? [['files', String(files.length)]] : [];
      // Every path, because a compromised page chooses the files.
      return await Promise.resolve(each([...count, ...files.map((path): Fact => ['file', path])]));
    },
    'exports.writeMany': async ({ destinationId, certificates, format }) => {
      // Without keys, the folder dialog suffices.
      if (!carriesKey(format)) return null;
      const folder: Fact = ['folder', places.pathOf(destinationId, 'export')];
      const count: Fact = ['count', String(certificates.length)];
      return each([folder, count, ['format', format], ...(await certificateFacts(services, certificates))]);
    },
  };
}

/** `recipient` is the vault id, or null for reading only. */
function destinationTarget(destination: string, recipient: string | null = null): StandingTarget {
  return { kind: 'backup-destination', subject: { destination, recipient } };
}
