// SPDX-License-Identifier: Apache-2.0
import type { Sm2ErrorCode } from '../../domain/errors/error-codes.ts';
import { diagnosesEn } from '../diagnoses.en.ts';
import type { CauseAndStep } from '../message.ts';

export const sm2ErrorsEn: Record<Sm2ErrorCode, CauseAndStep> = {
  'key-mismatch': diagnosesEn['key-mismatch'],
  'wrong-key': diagnosesEn['wrong-key'],
  'enveloped-key': diagnosesEn['enveloped-key'],
  'enveloped-data': diagnosesEn['enveloped-data'],
  'sm2-key-required': {
    cause: 'A .sm2 file can only contain an SM2 key[, but this key is {{algorithm}}].',
    step: 'Choose .p12 for this certificate.',
  },
  'sm2-not-in-browser': {
    cause: 'Chrome, Edge and Firefox don’t support SM2 certificates, so this certificate can’t be installed there.',
    step: 'Use the SM2 browser and USB key your bank specifies. CertSteward stores the certificate, backs it up and reminds you before it expires.',
  },
  'sm2-not-in-tls': {
    cause:
      'Renewing over EST uses the old certificate in the TLS connection, where SM2 certificates don’t work. Nothing was sent.',
    step: 'Use the CA’s CMP service if it has one. Otherwise, get a new reference number and authorisation code from the CA, or renew on its web page.',
  },
};
