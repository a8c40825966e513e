// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { code, disposition, encoding, openFlags, property, storeProvider } from './win32-constants.ts';
import { win32Error } from './win32-errors.ts';
import { octetsAt, putOctets, structAt, withMemory, type Out, type Pointer, type Win32 } from './win32.ts';

/** `CA` holds intermediate CA certificates, `REQUEST` pending requests. */
export type StoreName = 'MY' | 'CA' | 'REQUEST';

export function withStore<T>(
  api: Win32,
  name: StoreName,
  access: 'read' | 'write',
  work: (store: Pointer | null) => T,
  provider: 'system' | 'registry' = 'system',
): T {
  const flags = openFlags.currentUser | (access === 'read' ? openFlags.readOnly : 0);
  const store = api.certOpenStore(storeProvider[provider], 0, 0, flags, name);
  if (store === null) {
    const error = api.lastError();
    if (access === 'read' && error === code.fileNotFound) return work(null);
    throw win32Error('CertOpenStore', error);
  }
  try {
    return work(store);
  } finally {
    api.certCloseStore(store, 0);
  }
}

/** The iteration frees each context, so duplicate any you keep. */
export function* certificatesOf(api: Win32, store: Pointer | null): Generator<Pointer> {
  let context: Pointer | null = null;
  try {
    if (store === null) return;
    for (;;) {
      context = api.certEnum(store, context);
      if (context === null) return;
      yield context;
    }
  } finally {
    if (context !== null) api.certFree(context);
  }
}

export function derOf(context: Pointer): Uint8Array<ArrayBuffer> {
  const { pbCertEncoded, cbCertEncoded } = structAt(context, 'CERT_CONTEXT');
  if (typeof pbCertEncoded !== 'bigint' || typeof cbCertEncoded !== 'number') throw new AppError('store-damaged');
  return octetsAt(pbCertEncoded, cbCertEncoded);
}

/** The caller must free the result. */
export function findCertificate(api: Win32, store: Pointer | null, sha256: string): Pointer | null {
  for (const context of certificatesOf(api, store))
    if (hash('sha256', derOf(context), 'hex') === sha256) return api.certDuplicate(context);
  return null;
}

export function withCertificate<T>(
  api: Win32,
  store: Pointer | null,
  sha256: string,
  work: (context: Pointer) => T,
): T {
  const context = findCertificate(api, store, sha256);
  if (context === null) throw new AppError('not-installed');
  try {
    return work(context);
  } finally {
    api.certFree(context);
  }
}

/**
 * The property may contain pointers into itself, so `read` gets the original memory, not a copy.
 */
export function readProperty<T>(
  api: Win32,
  context: Pointer,
  id: number,
  read: (at: Pointer, length: number) => T,
): T | null {
  const length: Out<number> = [0];
  if (!api.certGetProperty(context, id, null, length) || length[0] === 0) return null;
  return withMemory(length[0], (at) => (api.certGetProperty(context, id, at, length) ? read(at, length[0]) : null));
}

export function friendlyNameOf(api: Win32, context: Pointer): string | null {
  const name = readProperty(api, context, property.friendlyName, (at, length) => utf16(octetsAt(at, length)));
  return name === '' ? null : name;
}

const utf16 = (octets: Uint8Array): string => new TextDecoder('utf-16le').decode(octets).replace(/\0.*$/s, '');

/** The blob is valid only during `work`. */
export function withBlob<T>(octets: Uint8Array, work: (blob: { cbData: number; pbData: Pointer }) => T): T {
  return withMemory(octets.length, (pbData) => {
    putOctets(pbData, octets);
    return work({ cbData: octets.length, pbData });
  });
}

export function setFriendlyName(api: Win32, context: Pointer, name: string): void {
  withBlob(Buffer.from(`${name}\0`, 'utf16le'), (blob) => {
    if (!api.certSetProperty(context, property.friendlyName, 0, blob))
      throw win32Error('CertSetCertificateContextProperty', api.lastError());
  });
}

export function addContext(api: Win32, store: Pointer, context: Pointer, how: keyof typeof disposition): void {
  if (!api.certAdd(store, context, disposition[how], null))
    throw win32Error('CertAddCertificateContextToStore', api.lastError());
}

export function withNewContext(api: Win32, der: Uint8Array, work: (context: Pointer) => void): void {
  const context = api.certCreate(encoding.x509, der, der.length);
  if (context === null) throw win32Error('CertCreateCertificateContext', api.lastError());
  try {
    work(context);
  } finally {
    api.certFree(context);
  }
}
