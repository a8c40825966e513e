// SPDX-License-Identifier: Apache-2.0
import type { RefusedPlace } from '../../domain/errors/refused-place.ts';
import type { CauseAndStep } from '../message.ts';

export const destinationErrorsEn = {
  'file-exists': {
    cause: 'A file with that name already exists.',
    step: 'Choose a different name, or confirm that you want to replace the existing file.',
  },
  'destination-refused': {
    cause: 'CertSteward doesn’t write to this location.',
    step: 'Choose another folder or file name.',
  },
  'destination-unwritable': {
    cause: 'Can’t write to this location.',
    step: 'Choose a folder you have permission to write to.',
  },
} satisfies Record<string, CauseAndStep>;

export const refusedPlacesEn: Record<RefusedPlace, CauseAndStep> = {
  vault: { cause: 'This is the vault’s folder or one of its files.', step: 'Choose another folder.' },
  'own-state': { cause: 'CertSteward keeps its own data in this folder.', step: 'Choose another folder.' },
  'symbolic-link': {
    cause: 'This path is a symbolic link, or its folder was replaced by a symbolic link.',
    step: 'Choose the file it points to, or a different name.',
  },
  'not-a-file': {
    cause: 'This name belongs to a folder, a pipe or a device.',
    step: 'Choose a different file name.',
  },
  'reserved-name': {
    cause: 'Windows doesn’t accept this file name.',
    step: 'Avoid names such as CON or COM1, colons, and a dot or space at the end.',
  },
  'in-use': {
    cause: 'The file is open in another program.',
    step: 'Close the file in that program and try again, or choose a different name.',
  },
  'outside-home': {
    cause: 'A typed path must be in one of your folders or on another drive.',
    step: 'Choose one of your folders, such as Documents.',
  },
  hidden: {
    cause: 'CertSteward doesn’t create hidden files or write to settings folders.',
    step: 'Choose a folder such as Documents, and a name that doesn’t start with a dot.',
  },
  program: {
    cause: 'CertSteward doesn’t create program files or write to program folders.',
    step: 'Choose a folder such as Documents, and a different file extension.',
  },
};
