// SPDX-License-Identifier: Apache-2.0
import type { Answers } from '../../../children/define-child.ts';
import { derOf, findCertificate, withStore } from './contexts.ts';
import { exportKey } from './export-key.ts';
import { installCertificate } from './install-certificate.ts';
import { listCertificates } from './list-certificates.ts';
import { removeOrphanKey } from './orphan-key.ts';
import type { windowsStoreOperations } from './protocol.ts';
import { removeCertificate } from './remove-certificate.ts';
import { runningBrowsers } from './running-browsers.ts';
import { signChallenge } from './sign-challenge.ts';
import type { Win32 } from './win32.ts';

export const windowsStoreAnswers = (api: Win32): Answers<typeof windowsStoreOperations> => ({
  list: async () => ({ ...listCertificates(api), running: runningBrowsers(api) }),
  read: async ({ sha256 }) => ({ der: readDer(api, sha256) }),
  install: async (item) => {
    try {
      await installCertificate(api, item);
      return {};
    } finally {
      item.pkcs8.fill(0);
    }
  },
  remove: async ({ sha256 }) => removeCertificate(api, sha256),
  removeOrphanKey: async ({ spkiSha256 }) => removeOrphanKey(api, spkiSha256),
  sign: async (input) => signChallenge(api, input),
  exportKey: async ({ sha256 }) => ({ pkcs8: await exportKey(api, sha256) }),
});

function readDer(api: Win32, sha256: string): Uint8Array | null {
  return withStore(api, 'MY', 'read', (my) => {
    const found = findCertificate(api, my, sha256);
    if (found === null) return null;
    const der = derOf(found);
    api.certFree(found);
    return der;
  });
}
