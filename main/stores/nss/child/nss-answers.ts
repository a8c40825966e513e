// SPDX-License-Identifier: Apache-2.0
import type { Answers } from '../../../children/define-child.ts';
import { install } from './install.ts';
import { look } from './look.ts';
import type { nssOperations } from './nss-protocol.ts';
import { fingerprintOf, readCertificates } from './read-objects.ts';
import { remove, removeOrphanKey } from './remove.ts';
import { exportKey, sign } from './use-key.ts';

export const nssAnswers: Answers<typeof nssOperations> = {
  look: ({ folder }) => look(folder),
  read: ({ folder, sha256 }) => readCertificates(folder).find(({ der }) => fingerprintOf(der) === sha256)?.der ?? null,
  install: (input) => {
    try {
      install(input);
      return null;
    } finally {
      input.pkcs8.fill(0);
    }
  },
  remove: (input) => remove(input, input.sha256),
  removeOrphanKey: (input) => removeOrphanKey(input, input.spkiSha256),
  sign: (input) => sign(input, input.sha256, input.challenge),
  exportKey: (input) => exportKey(input, input.sha256),
};
