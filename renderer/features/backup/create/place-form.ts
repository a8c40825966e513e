// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallOutput } from '../../../../shared/ipc/contract.ts';
import type { Destination } from '../../../ui/fields/place-field.tsx';
import type { Access } from '../with-access.tsx';

export type Drive = CallOutput<'backups.drives'>['drives'][number];
export type PlaceChoice = 'folder' | 'webdav' | 'token' | `drive ${string}`;

export interface PlaceForm {
  readonly choice: PlaceChoice;
  readonly destination: Destination | null;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly remember: boolean;
  readonly tokenId: string;
}

export const emptyPlace: PlaceForm = {
  choice: 'folder',
  destination: null,
  url: '',
  user: '',
  password: '',
  remember: false,
  tokenId: '',
};

export const driveOf = (choice: PlaceChoice): string | null =>
  choice.startsWith('drive ') ? choice.slice('drive '.length) : null;

export function isPlaced(place: PlaceForm): boolean {
  if (place.choice === 'folder') return place.destination !== null;
  if (place.choice === 'webdav') return place.url.trim() !== '';
  return place.choice === 'token' ? place.tokenId !== '' : true;
}

type Input = CallInput<'backups.create'>['place'];

export function placeInput(place: PlaceForm, access: Access): Input | null {
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
