// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../schemas/certificates/inspection.ts';
import type { CauseAndStep } from './message.ts';

export type DiagnosisTexts = Record<Diagnosis['code'] | 'possibly-damaged', CauseAndStep>;

export const diagnosesEn: DiagnosisTexts = {
  opened: {
    cause: 'The file is open[; its password was read as {{passwordEncoding}}].',
    step: 'Check what is inside, then import it.',
  },
  'needs-password': {
    cause: 'This file is protected by a password.',
    step: 'Enter the password that was set at export or application.',
  },
  'wrong-password': {
    cause: 'The password is not right; the file itself shows no fault.',
    step: 'Check capital letters and the keyboard language. If it is forgotten, export the file again at its source.',
  },
  'possibly-damaged': {
    cause: 'The password is not right, or the file is damaged: its bytes cannot tell which.',
    step: 'Check the password first; if you are sure of it, download the file again.',
  },
  'unsupported-algorithm': {
    cause: 'The password is not the cause: the file uses an algorithm that is not supported yet[: {{algorithm}}].',
    step: 'Export it again from the original program with another encryption.',
  },
  damaged: {
    cause: 'The file is damaged[ (near byte {{offset}})]; the password is not the cause.',
    step: 'Download it again, or copy it again from where it came from.',
  },
  'not-a-certificate-file': {
    cause: 'This is not a certificate file.',
    step: 'Choose a .pfx, .p12, .cer, .crt, .pem or .p7b file.',
  },
  'limit-exceeded': {
    cause: 'Stopped for safety: the file goes beyond a limit[ ({{limit}})].',
    step: 'Normal certificate files do not; make sure that you trust where it came from.',
  },
};

export const limitNamesEn: Record<string, string> = {
  iterations: 'password iterations',
  size: 'file size',
  time: 'processing time',
  memory: 'memory',
  depth: 'nesting depth',
  objects: 'number of objects',
};
