// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../schemas/certificates/inspection.ts';
import type { CauseAndStep } from './message.ts';

export type DiagnosisTexts = Record<Diagnosis['code'] | 'possibly-damaged', CauseAndStep>;

export const diagnosesEn: DiagnosisTexts = {
  opened: {
    cause: 'Opened[. The password was read as {{passwordEncoding}}].',
    step: 'Check the contents, then import the file.',
  },
  'needs-password': {
    cause: 'This file is password-protected.',
    step: 'Enter the password from your bank, or the one you set when exporting.',
  },
  'wrong-password': {
    cause: 'Wrong password. The file itself looks fine.',
    step: 'Check capitals and the keyboard language. If you’ve forgotten the password, contact the issuer of the certificate.',
  },
  'possibly-damaged': {
    cause: 'Wrong password, or the file is damaged. CertSteward can’t tell which from the file’s contents.',
    step: 'Check the password first. If it’s correct, download the file again.',
  },
  'unsupported-algorithm': {
    cause: 'This file uses an unsupported algorithm[: {{algorithm}}]. The password isn’t the problem.',
    step: 'Export it again from the original program with different encryption.',
  },
  'key-mismatch': {
    cause: 'The password is correct, but the private key and the certificate in this file don’t belong together.',
    step: 'Ask the bank or CA for the file again.',
  },
  'wrong-key': {
    cause:
      'This file is encrypted for a different key[: {{recipient}}]. None of the SM2 keys in the vault can open it.',
    step: 'Import the signing certificate with its key first. If you’ve already done that, ask the CA for the file again.',
  },
  'enveloped-key': {
    cause: 'This is an encryption key from a CA. It’s encrypted for your signing key, so a password won’t open it.',
    step: 'Unlock the vault that has your signing key, then import this file again.',
  },
  'enveloped-data': {
    cause: 'This file is encrypted for the holder of a certificate[: {{recipient}}]. A password won’t open it.',
    step: 'If a CA sent it as your encryption key, unlock the vault that has that certificate’s key, then import this file again.',
  },
  damaged: {
    cause: 'The file is damaged[ (near byte {{offset}})]. The password isn’t the problem.',
    step: 'Download or copy it again from where you got it.',
  },
  'not-a-certificate-file': {
    cause: 'This isn’t a certificate file.',
    step: 'Choose a .pfx, .p12, .cer, .crt, .pem, .p7b or .sm2 file.',
  },
  'limit-exceeded': {
    cause: 'CertSteward stopped reading this file for safety, because it exceeds a limit[ ({{limit}})].',
    step: 'Normal certificate files don’t reach this limit. Make sure you trust where you got the file.',
  },
};

export const limitNamesEn: Record<string, string> = {
  iterations: 'password iterations',
  size: 'file size',
  time: 'processing time',
  memory: 'memory',
  depth: 'nesting depth',
  objects: 'number of objects',
  entries: 'number of entries',
  'work-factor': 'password work factor',
};
