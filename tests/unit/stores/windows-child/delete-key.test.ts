// SPDX-License-Identifier: Apache-2.0
import koffi from 'koffi';
import { beforeAll, describe, expect, test } from 'vitest';
import { deleteUnusedKey } from '../../../../main/stores/windows/child/delete-key.ts';
import type { KeyProvider } from '../../../../main/stores/windows/child/key-provider.ts';
import {
  declareLayouts,
  putOctets,
  type Out,
  type Pointer,
  type Win32,
} from '../../../../main/stores/windows/child/win32.ts';

interface InMy {
  readonly der: Uint8Array;
  readonly container: string | null;
}

const provider = 'Microsoft Software Key Storage Provider';
const named: KeyProvider = { provider, container: 'CertSteward 1', type: 0, flags: 0, keySpec: 0 };
const ours = new Uint8Array([1, 2, 3]);
const another = new Uint8Array([4, 5]);

beforeAll(() => declareLayouts());

/** Simulates Windows with these certificates in the MY store. */
function windowsWith(my: readonly InMy[]): { api: Win32; deleted: string[] } {
  const deleted: string[] = [];
  const contexts = my.map(({ der }) => {
    const octets = koffi.alloc('uint8', der.length) as Pointer;
    putOctets(octets, der);
    const context = koffi.alloc('CERT_CONTEXT', 1) as Pointer;
    const rest = { dwCertEncodingType: 1, pCertInfo: null, hCertStore: null };
    koffi.encode(context, 'CERT_CONTEXT', { ...rest, pbCertEncoded: octets, cbCertEncoded: der.length });
    return context;
  });
  const asked = (context: Pointer) => my[contexts.indexOf(context)]?.container ?? null;
  let opened = '';
  const parts = {
    certOpenStore: () => 1n,
    certCloseStore: () => true,
    certEnum: (_: Pointer, before: Pointer | null) =>
      contexts[before === null ? 0 : contexts.indexOf(before) + 1] ?? null,
    certFree: () => true,
    certGetProperty: (context: Pointer, _: number, at: Pointer | null, length: Out<number>) => {
      const container = asked(context);
      if (container === null) return false;
      length[0] = koffi.sizeof('CRYPT_KEY_PROV_INFO');
      const rest = { dwProvType: 0, dwFlags: 0, cProvParam: 0, rgProvParam: null, dwKeySpec: 0 };
      const info = { ...rest, pwszContainerName: container, pwszProvName: provider };
      if (at !== null) koffi.encode(at, 'CRYPT_KEY_PROV_INFO', info);
      return true;
    },
    openProvider: () => 0,
    openKey: (_provider: unknown, _key: unknown, container: string) => {
      opened = container;
      return 0;
    },
    deleteKey: () => {
      deleted.push(opened);
      return 0;
    },
    freeObject: () => 0,
  };
  return { api: parts as unknown as Win32, deleted };
}

describe('[S04] [S07] a key container is deleted only when no certificate of MY names it (stand-in for Windows)', () => {
  test.each<[string, readonly InMy[], Uint8Array | null, boolean]>([
    ['nothing in MY', [], null, true],
    ['a certificate without a key', [{ der: another, container: null }], null, true],
    ['another certificate with another container', [{ der: another, container: 'x' }], null, true],
    ['another certificate with this container', [{ der: another, container: named.container }], null, false],
    // A different program added the certificate between our check and our write.
    ['the very same certificate with this container', [{ der: ours, container: named.container }], null, false],
    ['the very same one, which lay there without its key', [{ der: ours, container: named.container }], ours, true],
    [
      'that one, and another with this container',
      [
        { der: ours, container: named.container },
        { der: another, container: named.container },
      ],
      ours,
      false,
    ],
  ])('%s', (_, my, unless, gone) => {
    const { api, deleted } = windowsWith(my);
    expect(deleteUnusedKey(api, named, unless)).toBe(gone);
    expect(deleted).toEqual(gone ? [named.container] : []);
  });
});
