// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CertificateFields } from '../../../x509/certificate/certificate-fields.ts';
import { readCertificateFields } from '../../../x509/certificate/read-certificate-fields.ts';
import { keyIsThere } from './acquire-key.ts';
import { certificatesOf, derOf, friendlyNameOf, withStore } from './contexts.ts';
import { createHardwareLookup, keyProviderOf } from './key-provider.ts';
import type { WindowsStoreOutput } from './protocol.ts';
import type { Pointer, Win32 } from './win32.ts';

type Listed = WindowsStoreOutput<'list'>['certificates'][number];

/** Never opens keys on hardware. */
export function listCertificates(api: Win32): Pick<WindowsStoreOutput<'list'>, 'certificates' | 'unreadable'> {
  const isOnHardware = createHardwareLookup(api);
  return withStore(api, 'MY', 'read', (store) => {
    const certificates: Listed[] = [];
    let unreadable = 0;
    for (const context of certificatesOf(api, store)) {
      const fields = fieldsOf(context);
      if (fields === null) unreadable += 1;
      else
        certificates.push({ fields, nickname: friendlyNameOf(api, context), ...keyFacts(api, context, isOnHardware) });
    }
    return { certificates, unreadable };
  });
}

function fieldsOf(context: Pointer): CertificateFields | null {
  try {
    return readCertificateFields(derOf(context));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** A hardware key is assumed to exist, since a check could prompt for the token. */
function keyFacts(
  api: Win32,
  context: Pointer,
  isOnHardware: ReturnType<typeof createHardwareLookup>,
): Pick<Listed, 'hasKey' | 'provider' | 'hardware'> {
  const named = keyProviderOf(api, context);
  if (named === null) return { hasKey: false, provider: null, hardware: null };
  const { provider } = named;
  if (isOnHardware(named)) return { hasKey: true, provider, hardware: provider };
  return { hasKey: keyIsThere(api, context), provider, hardware: null };
}
