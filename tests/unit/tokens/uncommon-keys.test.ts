// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { importKey } from '../../../main/tokens/child/objects/import-key.ts';
import type { Lease } from '../../../main/tokens/child/sessions/lease.ts';
import type { LoadedModule } from '../../../main/tokens/child/module/loaded-module.ts';
import type { ObjectReport, TokenSession } from '../../../main/tokens/module-port.ts';
import { makeRequest } from '../../../main/tokens/service/keys/requests.ts';
import { keyOf, type TokenKey } from '../../../main/tokens/service/keys/token-key.ts';
import { writeName } from '../../../main/x509/names/write-name.ts';
import { kinds, onBoringssl, opensslIsThere, uncommonKey } from '../../support/openssl/uncommon-keys.ts';

const content = { holder: { subject: writeName('CN=x'), alternativeNames: null }, challengePassword: null };

describe.runIf(opensslIsThere)('keys that BoringSSL refuses, on a token', () => {
  test.each(kinds)('[T08] refuses a %s key under BoringSSL before it asks the token', async (kind) => {
    const { pkcs8 } = uncommonKey(kind);
    const module = {
      get cryptoki() {
        throw new Error('the token was asked');
      },
    } as unknown as LoadedModule;
    const key = { pkcs8, keyId: '01', label: 'x', subject: Buffer.alloc(0), pivSlot: null };
    const work = importKey(module, {} as Lease, key);
    if (onBoringssl)
      await expect(work).rejects.toMatchObject({ code: 'key-unsupported', details: { algorithm: kind } });
    else await expect(work).rejects.toThrow('the token was asked');
  });

  test('[T07] allows signing with an RSA key whose token hides the modulus, and refuses an Ed448 key', () => {
    const hidden = { id: 'a', algorithm: null } as unknown as ObjectReport;
    expect(keyOf(hidden, uncommonKey('RSA').spki).scheme).toBe('rsa-pkcs1-sha256');
    expect(() => keyOf(hidden, uncommonKey('Ed448').spki)).toThrow(
      expect.objectContaining({ code: 'key-unsupported' }),
    );
  });

  test('[T07] refuses a request under an RSA key with a large exponent where BoringSSL cannot check it', async () => {
    const { pkcs8, spki } = uncommonKey('RSA');
    const own = onBoringssl ? null : createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const session = {
      sign: async (_id: string, _scheme: string, message: Uint8Array) => own && sign('sha256', message, own),
    } as unknown as TokenSession;
    const key = { object: { id: 'a' }, publicKey: spki, scheme: 'rsa-pkcs1-sha256' } as unknown as TokenKey;
    const work = makeRequest(session, key, content);
    if (onBoringssl)
      await expect(work).rejects.toMatchObject({ code: 'key-unsupported', details: { algorithm: 'RSA' } });
    else await expect(work).resolves.toBeInstanceOf(Uint8Array);
  });
});
