// SPDX-License-Identifier: Apache-2.0
import type { TrustErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const trustErrorsEn: Record<TrustErrorCode, CauseAndStep> = {
  'not-an-authority': {
    cause: 'This isn’t a CA certificate[: {{name}}], so it can’t vouch for other certificates.',
    step: 'Use the certificate of the CA that issued this one. The CA publishes its own certificate on its official website.',
  },
  'fingerprint-differs': {
    cause: 'What you typed doesn’t match the certificate’s fingerprint, so the certificate isn’t trusted.',
    step: 'Compare the SHA-256 fingerprint with the one in official documents from the CA. If they differ, don’t trust the certificate.',
  },
};
