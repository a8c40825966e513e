// SPDX-License-Identifier: Apache-2.0
import { readProperty } from './contexts.ts';
import { context as contextFlag, implementation, property, providerParameter } from './win32-constants.ts';
import { structAt, type Handle, type Out, type Pointer, type Win32 } from './win32.ts';

export interface KeyProvider {
  readonly provider: string;
  readonly container: string;
  /** 0 for CNG, otherwise a CAPI provider type. */
  readonly type: number;
  readonly flags: number;
  readonly keySpec: number;
}

export function keyProviderOf(api: Win32, certificate: Pointer): KeyProvider | null {
  return readProperty(api, certificate, property.keyProvider, (at) => {
    const info = structAt(at, 'CRYPT_KEY_PROV_INFO');
    return {
      provider: textOf(info['pwszProvName']),
      container: textOf(info['pwszContainerName']),
      type: Number(info['dwProvType']),
      flags: Number(info['dwFlags']),
      keySpec: Number(info['dwKeySpec']),
    };
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function createHardwareLookup(api: Win32): (of: KeyProvider) => boolean {
  const known = new Map<string, boolean>();
  return (of) => {
    const name = `${of.type}:${of.provider}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = isHardware(of.provider, implementationOf(api, of));
    known.set(name, found);
    return found;
  };
}

/** Unless PP_IMPTYPE or NCRYPT_IMPL_TYPE_PROPERTY decides, all but Microsoft's software providers count as hardware. */
export function isHardware(provider: string, implementationBits: number | null): boolean {
  // CRYPT_IMPL_MIXED (3) counts as hardware. CRYPT_IMPL_UNKNOWN (4) decides nothing.
  if (implementationBits !== null && (implementationBits & (implementation.hardware | implementation.removable)) !== 0)
    return true;
  if (implementationBits !== null && (implementationBits & implementation.software) !== 0) return false;
  return !softwareProvider.test(provider) || provider.includes('Smart Card');
}

const softwareProvider = /^Microsoft (?:Base|Enhanced|Strong|Exchange|RSA|DH|Software)\b/;

function implementationOf(api: Win32, { provider, type }: KeyProvider): number | null {
  const data = new Uint8Array(4);
  const isKnown = type === 0 ? askCng(api, provider, data) : askCapi(api, provider, type, data);
  return isKnown ? new DataView(data.buffer).getUint32(0, true) : null;
}

function askCapi(api: Win32, provider: string, type: number, data: Uint8Array): boolean {
  const handle: Out<Handle> = [0];
  if (!api.acquireContext(handle, null, provider, type, (contextFlag.verify | contextFlag.silent) >>> 0)) return false;
  const isKnown = api.getProviderParameter(handle[0], providerParameter.implementation, data, [data.length], 0);
  api.releaseContext(handle[0], 0);
  return isKnown;
}

function askCng(api: Win32, provider: string, data: Uint8Array): boolean {
  const handle: Out<Handle> = [0];
  if (api.openProvider(handle, provider, 0) !== 0) return false;
  const isKnown = api.getObjectProperty(handle[0], 'Impl Type', data, data.length, [0], 0) === 0;
  api.freeObject(handle[0]);
  return isKnown;
}
