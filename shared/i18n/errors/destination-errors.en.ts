// SPDX-License-Identifier: Apache-2.0
import type { RefusedPlace } from '../../domain/errors/refused-place.ts';
import type { CauseAndStep } from '../message.ts';

export const destinationErrorsEn = {
  'file-exists': {
    cause: 'There is a file of that name already.',
    step: 'Choose another name, or confirm overwriting it.',
  },
  'destination-refused': {
    cause: 'CertSteward does not write to this place.',
    step: 'Choose another folder or file name.',
  },
  'destination-unwritable': {
    cause: 'The chosen place cannot be written to.',
    step: 'Choose a folder that you may write to.',
  },
} satisfies Record<string, CauseAndStep>;

export const refusedPlacesEn: Record<RefusedPlace, CauseAndStep> = {
  vault: { cause: 'This is the vault’s own folder, or a file of the vault.', step: 'Choose another folder.' },
  'own-state': { cause: 'CertSteward keeps its own data in this folder.', step: 'Choose another folder.' },
  'symbolic-link': {
    cause: 'The name is a symbolic link, or the folder was exchanged for one.',
    step: 'Choose the file that it points to, or another name.',
  },
  'not-a-file': {
    cause: 'This name belongs to a folder, a pipe or a device.',
    step: 'Choose the name of a file.',
  },
  'reserved-name': {
    cause: 'Windows does not accept this as a file name.',
    step: 'Avoid names such as CON or COM1, colons, and a dot or space at the end.',
  },
  'in-use': {
    cause: 'The file is open in another program.',
    step: 'Close it there and try again, or choose another name.',
  },
  'outside-home': {
    cause: 'A typed path must be in your home folder or on a drive that you plugged in.',
    step: 'Choose a folder of your own, such as Documents.',
  },
  hidden: {
    cause: 'CertSteward does not write hidden files or into folders of settings.',
    step: 'Choose a folder and a name that do not begin with a dot.',
  },
  program: {
    cause: 'CertSteward does not write programs or into folders of programs.',
    step: 'Choose a folder such as Documents, and another file extension.',
  },
};
