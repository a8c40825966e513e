// SPDX-License-Identifier: Apache-2.0
import type { ReleaseErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const releaseErrorsEn: Record<ReleaseErrorCode, CauseAndStep> = {
  'releases-unreachable': {
    cause: 'Couldn’t get the list of versions[ from {{host}}], so CertSteward can’t tell whether there’s a newer one.',
    step: 'Check the connection and try again later. CertSteward still works.',
  },
  'releases-untrusted': {
    cause: 'The downloaded list isn’t signed by CertSteward’s developers, so it wasn’t used.',
    step: 'Don’t install anything from it. Someone on the network may have changed it. Try another network.',
  },
  'releases-outdated': {
    cause:
      'The downloaded list of versions is outdated[, from {{issued}}], so CertSteward can’t tell whether there’s a newer one.',
    step: 'Check this computer’s date and time, then try again later or on another network.',
  },
};
