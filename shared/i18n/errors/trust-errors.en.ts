// SPDX-License-Identifier: Apache-2.0
import type { TrustErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const trustErrorsEn: Record<TrustErrorCode, CauseAndStep> = {
  'not-an-authority': {
    cause:
      'This is no certificate of an authority[: {{name}}], so nobody else’s certificate can be trusted through it.',
    step: 'Take the certificate of the authority that issued it; the authority publishes it on its official page.',
  },
  'fingerprint-differs': {
    cause: 'The digits that were typed are not those of the certificate, which is not trusted.',
    step: 'Compare the SHA-256 with official papers of the authority. If it differs, do not trust the certificate.',
  },
};
