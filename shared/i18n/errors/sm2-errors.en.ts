// SPDX-License-Identifier: Apache-2.0
import type { Sm2ErrorCode } from '../../domain/errors/error-codes.ts';
import { diagnosesEn } from '../diagnoses.en.ts';
import type { CauseAndStep } from '../message.ts';

export const sm2ErrorsEn: Record<Sm2ErrorCode, CauseAndStep> = {
  'key-mismatch': diagnosesEn['key-mismatch'],
  'enveloped-key': diagnosesEn['enveloped-key'],
  'enveloped-data': diagnosesEn['enveloped-data'],
  'sm2-key-required': {
    cause: 'A .sm2 file holds an SM2 key[, and this key is {{algorithm}}].',
    step: 'Choose .p12 for this certificate.',
  },
  'sm2-not-in-browser': {
    cause: 'Chrome, Edge and Firefox don’t support SM2 certificates. Nothing was installed.',
    step: 'Use the SM2 browser and the USB token that your bank names. CertSteward keeps the certificate, backs it up and reminds you before it expires.',
  },
};
