// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withOldIdentity } from '../../../main/enrolment/providers/est/old-identity.ts';
import { signWith } from '../../../main/enrolment/providers/cmp/sign-with.ts';
import { proveKey } from '../../../main/enrolment/requests/prove-key.ts';
import { signRequest } from '../../../main/enrolment/requests/request-keys.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { writeName } from '../../../main/x509/names/write-name.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { errorText } from '../../../shared/i18n/errors/errors.ts';
import { dsaKey, kinds, onBoringssl, opensslIsThere, uncommonKey } from '../../support/openssl/uncommon-keys.ts';

/** `done`, the code and details of an `AppError`, or `internal: …` for any other error, which is a bug. */
async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return error instanceof AppError
      ? [error.code, ...Object.values(error.details)].join(' ')
      : `internal: ${String(error)}`;
  }
}

const either = (openssl: string, boringssl: string): string => (onBoringssl ? boringssl : openssl);

describe.runIf(opensslIsThere)('keys that BoringSSL refuses', () => {
  test.each(kinds)(
    '[E07] the proof of a %s key reports an unsupported key type, never an internal error',
    async (kind) => {
      const { pkcs8, spki } = uncommonKey(kind);
      expect(await outcomeOf(() => proveKey(pkcs8, spki))).toBe(either('done', `key-unsupported ${kind}`));
    },
  );

  test('[E07] the proof of a DSA key, which BoringSSL only reads, reports the same', async () => {
    const { pkcs8, spki } = dsaKey();
    expect(await outcomeOf(() => proveKey(pkcs8, spki))).toBe(either('done', 'key-unsupported DSA'));
  });

  test('[E09] CMP signs with any RSA exponent under OpenSSL, and names types it cannot use', async () => {
    for (const kind of kinds) {
      const { pkcs8 } = uncommonKey(kind);
      const refused = `key-unsupported ${kind}`;
      const expected = kind === 'RSA' ? either('done', refused) : refused;
      expect(await outcomeOf(() => signWith({ pkcs8, userId: undefined }, Buffer.from('data')))).toBe(expected);
    }
  });

  test('[E04] a request that cannot be signed with a large RSA exponent names the key type', async () => {
    const { pkcs8 } = uncommonKey('RSA');
    const content = { holder: { subject: writeName('CN=x'), alternativeNames: null }, challengePassword: null };
    const outcome = await outcomeOf(async () => signRequest(pkcs8, 'rsa-2048', content));
    expect(outcome).toBe(either('done', 'key-unsupported RSA'));
  });

  test('[E07] a renewal reports before connecting that TLS cannot use the old key', async () => {
    const { pkcs8 } = uncommonKey('secp256k1');
    const vault = {
      getDer: () => Buffer.from('certificate'),
      getRow: () => ({ hasPrivateKey: true }),
      withPrivateKey: async (_sha256: string, work: (key: Uint8Array) => unknown) => work(pkcs8),
    } as unknown as Vault;
    const outcome = await outcomeOf(async () =>
      withOldIdentity(vault, 'aa', { login: null }, async (identity) => identity),
    );
    expect(outcome).toBe(either('done', 'key-unsupported secp256k1'));
  });
});

test('[E07] a key with another key’s public half fails the proof, and is not unsupported', async () => {
  const [one, two] = [0, 1].map(() => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return {
      pkcs8: pair.privateKey.export({ type: 'pkcs8', format: 'der' }),
      spki: pair.publicKey.export({ type: 'spki', format: 'der' }),
    };
  });
  if (!one || !two) throw new Error('two keys');
  // PKCS#8 of P-256 as OpenSSL and BoringSSL write it: the scalar is at octets 36 to 67.
  two.pkcs8.copy(one.pkcs8, 36, 36, 68);
  expect(await outcomeOf(() => proveKey(one.pkcs8, one.spki))).toBe('verification-failed private-key');
});

test('[E07] the error text names the unsupported key type and an alternative', () => {
  const details = { algorithm: 'brainpoolP256r1' };
  expect(errorText('key-unsupported', details, 'en')).toEqual({
    cause: 'CertSteward can’t use this key, because its type or parameters aren’t supported (brainpoolP256r1).',
    step: 'Use a different key: RSA with the usual exponent 65537, P-256, P-384 or Ed25519.',
  });
  expect(errorText('key-unsupported', details, 'zh-CN').cause).toContain('不支持这种类型或参数（brainpoolP256r1）');
});
