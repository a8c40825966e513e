// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { derOf, findCertificate, withStore } from './contexts.ts';
import { exportKey } from './export-key.ts';
import { installCertificate } from './install-certificate.ts';
import { listCertificates } from './list-certificates.ts';
import { removeOrphanKey } from './orphan-key.ts';
import { windowsStoreOperations } from './protocol.ts';
import type { WindowsStoreInput, WindowsStoreOperation, WindowsStoreOutput } from './protocol.ts';
import { removeCertificate } from './remove-certificate.ts';
import { runningBrowsers } from './running-browsers.ts';
import { signChallenge } from './sign-challenge.ts';
import type { Win32 } from './win32.ts';

type Answers = {
  readonly [O in WindowsStoreOperation]: (api: Win32, input: WindowsStoreInput<O>) => Promise<WindowsStoreOutput<O>>;
};

const answers: Answers = {
  list: async (api) => ({ ...listCertificates(api), running: runningBrowsers(api) }),
  read: async (api, { sha256 }) => ({ der: readDer(api, sha256) }),
  install: async (api, item) => {
    try {
      await installCertificate(api, item);
      return {};
    } finally {
      item.pkcs8.fill(0);
    }
  },
  remove: async (api, { sha256 }) => removeCertificate(api, sha256),
  removeOrphanKey: async (api, { spkiSha256 }) => removeOrphanKey(api, spkiSha256),
  sign: async (api, input) => signChallenge(api, input),
  exportKey: async (api, { sha256 }) => ({ pkcs8: await exportKey(api, sha256) }),
};

function readDer(api: Win32, sha256: string): Uint8Array | null {
  return withStore(api, 'MY', 'read', (my) => {
    const found = findCertificate(api, my, sha256);
    if (found === null) return null;
    const der = derOf(found);
    api.certFree(found);
    return der;
  });
}

export async function answerWindowsStore(
  api: Win32,
  operation: WindowsStoreOperation,
  input: unknown,
): Promise<unknown> {
  const checked = (windowsStoreOperations[operation].input as z.ZodType).parse(input);
  return (answers[operation] as (api: Win32, input: unknown) => Promise<unknown>)(api, checked);
}
