// SPDX-License-Identifier: Apache-2.0
import type { ReleaseErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const releaseErrorsEn: Record<ReleaseErrorCode, CauseAndStep> = {
  'releases-unreachable': {
    cause:
      'Couldn’t get the list of versions[ from {{host}}], so CertSteward can’t tell whether there’s a newer version.',
    step: 'Check the connection and try again later. CertSteward still works.',
  },
  'releases-untrusted': {
    cause: 'The downloaded list of versions isn’t signed by CertSteward’s developers, so it wasn’t used.',
    step: 'Someone on the network may have changed the list. Don’t install any version from it. Try another network.',
  },
  'releases-outdated': {
    cause:
      'The downloaded list of versions[ from {{issued}}] has expired or is older than the last one, so CertSteward can’t tell whether there’s a newer version.',
    step: 'Check this computer’s date and time, then try again later or on another network.',
  },
};
