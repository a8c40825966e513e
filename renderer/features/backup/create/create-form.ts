// SPDX-License-Identifier: Apache-2.0
import { isWholeRecoveryCode } from '../../../../shared/domain/secrets/recovery-code-groups.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import { judgePassword } from '../../../../shared/domain/secrets/password-rules.ts';
import { type BackupOverview, type Drive, driveToOffer } from '../../../state/backups-store.ts';
import type { Destination } from '../../../ui/fields/place-field.tsx';
import type { Access } from '../with-access.tsx';

export const createSteps = ['what', 'place', 'protect', 'done'] as const;
export type CreateStep = (typeof createSteps)[number];

export interface CreateForm {
  readonly scope: 'all' | 'unsafe' | 'chosen';
  readonly protection: 'vault' | 'own';
  readonly passphrase: string;
  readonly own: string;
  readonly ownAgain: string;
  readonly withRecovery: boolean;
  readonly recoveryCode: string;
}

export function hasScopes(chosen: number, { counts }: BackupOverview): boolean {
  return chosen > 0 || hasUnsafe(counts);
}

export function hasUnsafe({ withKey, current }: BackupOverview['counts']): boolean {
  return current > 0 && current < withKey;
}

export function startForm(certificates: readonly string[], { passphrase, recoverySaved }: BackupOverview): CreateForm {
  return {
    scope: certificates.length > 0 ? 'chosen' : 'all',
    // Without a vault passphrase or recovery code, the backup needs its own password.
    protection: passphrase === 'none' && !recoverySaved ? 'own' : 'vault',
    passphrase: '',
    own: '',
    ownAgain: '',
    withRecovery: false,
    recoveryCode: '',
  };
}

export function isProtected(form: CreateForm, { passphrase }: BackupOverview): boolean {
  if (form.withRecovery && !isWholeRecoveryCode(form.recoveryCode)) return false;
  if (form.protection === 'own') return judgePassword(form.own).usable && form.own === form.ownAgain;
  return passphrase !== 'needed' || form.passphrase !== '';
}

type Input = CallInput<'backups.create'>;

export function inputOf(
  form: CreateForm,
  { passphrase }: BackupOverview,
  certificates: readonly string[],
  place: Input['place'],
): Input {
  const scope: Input['scope'] =
    form.scope === 'chosen' ? { kind: 'chosen', certificates: [...certificates] } : { kind: form.scope };
  const protection: Input['protection'] =
    form.protection === 'own'
      ? { kind: 'own', password: form.own }
      : { kind: 'vault', passphrase: passphrase === 'needed' ? form.passphrase : null };
  return { scope, protection, recoveryCode: form.withRecovery ? form.recoveryCode : null, place };
}

export type PlaceChoice = 'folder' | 'webdav' | 'token' | `drive ${string}`;

export interface PlaceForm {
  readonly choice: PlaceChoice;
  readonly isChosen: boolean;
  readonly destination: Destination | null;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly remember: boolean;
  readonly tokenId: string;
}

export const emptyPlace: PlaceForm = {
  choice: 'folder',
  isChosen: false,
  destination: null,
  url: '',
  user: '',
  password: '',
  remember: false,
  tokenId: '',
};

export const driveOf = (choice: PlaceChoice): string | null =>
  choice.startsWith('drive ') ? choice.slice('drive '.length) : null;

/** Until the user chooses, selects the usual drive or the first writable one. Deselects an unplugged drive. */
export function withDrives(place: PlaceForm, drives: readonly Drive[]): PlaceForm {
  const drive = place.isChosen ? null : driveToOffer(drives);
  if (drive !== null) return { ...place, choice: `drive ${drive.driveId}` };
  const chosen = driveOf(place.choice);
  const isGone = chosen !== null && drives.every(({ driveId }) => driveId !== chosen);
  return isGone ? { ...place, choice: 'folder' } : place;
}

export function isPlaced(place: PlaceForm): boolean {
  if (place.choice === 'folder') return place.destination !== null;
  if (place.choice === 'webdav') return place.url.trim() !== '';
  return place.choice === 'token' ? place.tokenId !== '' : true;
}

export function placeInput(place: PlaceForm, access: Access): Input['place'] | null {
  const { choice, destination, url, user, password, remember } = place;
  const driveId = driveOf(choice);
  if (driveId !== null) return { kind: 'drive', driveId };
  if (choice === 'folder') return destination && { kind: 'folder', destinationId: destination.destinationId };
  if (choice === 'token') {
    const taken = access.take();
    return taken?.kind === 'token' ? taken : null;
  }
  const typed = { user: user.trim() === '' ? null : user.trim(), password: password === '' ? null : password };
  return { kind: 'webdav', url: url.trim(), ...typed, remember };
}
