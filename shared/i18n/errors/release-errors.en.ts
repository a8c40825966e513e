// SPDX-License-Identifier: Apache-2.0
import type { ReleaseErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const releaseErrorsEn: Record<ReleaseErrorCode, CauseAndStep> = {
  'releases-unreachable': {
    cause:
      'The list of versions could not be fetched[ from {{host}}], so it is not known whether there is a newer one.',
    step: 'Check the connection and try again later. CertSteward works on as it is.',
  },
  'releases-untrusted': {
    cause: 'What was fetched is not signed by the makers of CertSteward, and nothing of it was used.',
    step: 'Do not install anything it may lead to. Somebody in the network may have changed it: try again in another one.',
  },
  'releases-outdated': {
    cause:
      'The list of versions that was fetched is an old one[ of {{issued}}], so it is not known whether there is a newer version.',
    step: 'Check date and time of this computer and try again later, or in another network.',
  },
};
