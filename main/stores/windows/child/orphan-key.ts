// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { readCertificateFields } from '../../../x509/certificate/read-certificate-fields.ts';
import { certificatesOf, derOf, withStore, type StoreName } from './contexts.ts';
import { deleteContainer, withCngKey } from './delete-key.ts';
import type { KeyProvider } from './key-provider.ts';
import { cngKeySpec, context as contextFlag, encoding, keySpec, providerParameter } from './win32-constants.ts';
import { octetsAt, structAt, withMemory, type Handle, type Out, type Pointer, type Win32 } from './win32.ts';

const cngProvider = 'Microsoft Software Key Storage Provider';
const cryptoApiProvider = { name: 'Microsoft Enhanced Cryptographic Provider v1.0', type: 1 } as const;

export function removeOrphanKey(api: Win32, spkiSha256: string): { removed: boolean } {
  if (isUsed(api, 'MY', spkiSha256) || isUsed(api, 'REQUEST', spkiSha256)) return { removed: false };
  const orphans = [...cryptoApiKeys(api), ...cngKeys(api)].filter((each) => each.spkiSha256 === spkiSha256);
  for (const { where } of orphans) deleteContainer(api, where);
  return { removed: orphans.length > 0 };
}

function isUsed(api: Win32, name: StoreName, spkiSha256: string): boolean {
  return withStore(api, name, 'read', (store) => {
    for (const context of certificatesOf(api, store)) if (keyHashOf(context) === spkiSha256) return true;
    return false;
  });
}

function keyHashOf(context: Pointer): string | null {
  try {
    return readCertificateFields(derOf(context)).spkiSha256;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

interface FoundContainer {
  readonly where: KeyProvider;
  readonly spkiSha256: string | null;
}

function cryptoApiKeys(api: Win32): FoundContainer[] {
  const { name: provider, type } = cryptoApiProvider;
  return containerNames(api).flatMap((container) => {
    const handle: Out<Handle> = [0];
    if (!api.acquireContext(handle, container, provider, type, contextFlag.silent)) return [];
    const where = { provider, container, type, flags: 0, keySpec: keySpec.exchange };
    const found = { where, spkiSha256: publicKeyHash(api, handle[0], keySpec.exchange) };
    api.releaseContext(handle[0], 0);
    return [found];
  });
}

function containerNames(api: Win32): string[] {
  const { name, type } = cryptoApiProvider;
  const handle: Out<Handle> = [0];
  if (!api.acquireContext(handle, null, name, type, (contextFlag.verify | contextFlag.silent) >>> 0)) return [];
  const names: string[] = [];
  const data = new Uint8Array(1024);
  let flags: number = providerParameter.first;
  // CertSteward's container names are ASCII, so Latin-1 suffices.
  while (api.getProviderParameter(handle[0], providerParameter.containers, data, [data.length], flags)) {
    names.push(Buffer.from(data.subarray(0, data.indexOf(0))).toString('latin1'));
    flags = 0;
  }
  api.releaseContext(handle[0], 0);
  return names;
}

function cngKeys(api: Win32): FoundContainer[] {
  return cngKeyNames(api).map(({ container, spec }) => {
    let spkiSha256: string | null = null;
    const where = { provider: cngProvider, container, type: 0, flags: 0, keySpec: spec };
    try {
      withCngKey(api, where, (key) => {
        spkiSha256 = publicKeyHash(api, key, cngKeySpec);
        return 'open';
      });
    } catch (error) {
      // CertSteward's keys never prompt, so skip keys that would.
      if (!(error instanceof AppError)) throw error;
    }
    return { where, spkiSha256 };
  });
}

function cngKeyNames(api: Win32): { container: string; spec: number }[] {
  const provider: Out<Handle> = [0];
  if (api.openProvider(provider, cngProvider, 0) !== 0) return [];
  const names: { container: string; spec: number }[] = [];
  const state: Out<Pointer | null> = [null];
  const name: Out<Pointer | null> = [null];
  while (api.enumKeys(provider[0], null, name, state, contextFlag.silent) === 0 && name[0] !== null) {
    const { pszName, dwLegacyKeySpec } = structAt(name[0], 'NCryptKeyName');
    names.push({ container: String(pszName), spec: Number(dwLegacyKeySpec) });
    api.freeBuffer(name[0]);
  }
  if (state[0] !== null) api.freeBuffer(state[0]);
  api.freeObject(provider[0]);
  return names;
}

function publicKeyHash(api: Win32, key: Handle, spec: number): string | null {
  const length: Out<number> = [0];
  if (!api.exportPublicKey(key, spec, encoding.x509, null, length)) return null;
  return withMemory(length[0], (info) => {
    if (!api.exportPublicKey(key, spec, encoding.x509, info, length)) return null;
    const size: Out<number> = [0];
    if (!api.encodeObject(encoding.x509, encoding.publicKeyInfo, info, null, size)) return null;
    return withMemory(size[0], (der) =>
      api.encodeObject(encoding.x509, encoding.publicKeyInfo, info, der, size)
        ? hash('sha256', octetsAt(der, size[0]), 'hex')
        : null,
    );
  });
}
