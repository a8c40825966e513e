// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { makeRequest } from '../../../main/enrolment/requests/make-request.ts';
import { newRequest, type TokenSigner } from '../../../main/enrolment/requests/new-request.ts';
import { makeTemporaryKey } from '../../../main/enrolment/requests/sm2-requests.ts';
import type { ParseClient } from '../../../main/parser/parse-client.ts';
import type { VaultAccess } from '../../../main/vault/vault-access.ts';
import { sequence } from '../../../main/x509/der/der-writer.ts';
import { writeName } from '../../../main/x509/names/write-name.ts';
import { readRequest, readRequestHolder } from '../../../main/x509/requests/read-request.ts';
import { readTemporaryKey } from '../../../main/x509/requests/temporary-key.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { Token } from '../../../shared/schemas/token.ts';

test('[G05] reads the temporary key back from a request, and none from an ordinary one', async () => {
  const { spki } = makeTemporaryKey();
  const { csr } = await makeRequest('sm2', 'CN=x', { temporaryKey: spki });
  expect(readTemporaryKey(csr)).toEqual(spki);
  const plain = await makeRequest('sm2', 'CN=x', { challengePassword: '111111' });
  expect(readTemporaryKey(plain.csr)).toBeNull();
});

test('[G05] [E07] reads the renewed certificate’s names from a request with a temporary key', async () => {
  const { spki } = makeTemporaryKey();
  const mail = sequence(new Uint8Array([0x81, 3, 0x61, 0x40, 0x62]));
  const holder = { subject: writeName('CN=x'), alternativeNames: { critical: false, value: mail } };
  const { csr } = await makeRequest('sm2', holder, { temporaryKey: spki });
  expect(readRequest(csr).subjectAlternativeNames).toEqual(['email:a@b']);
  expect(readRequestHolder(csr)).toEqual(holder);
  expect(readTemporaryKey(csr)).toEqual(spki);
});

test('[G05] reports a temporary key attribute with other content as damaged', async () => {
  const { spki } = makeTemporaryKey();
  const { csr } = await makeRequest('sm2', 'CN=x', { temporaryKey: spki });
  const changed = Uint8Array.from(csr);
  // Changes the length of the key's octets.
  changed[Buffer.from(csr).indexOf(Buffer.from('04818800b4', 'hex')) + 2] = 0x87;
  expect(() => readTemporaryKey(changed)).toThrow(expect.objectContaining({ code: 'damaged' }));
});

test('[G05] refuses a USB key before generating a key on it', async () => {
  const generate = vi.fn<TokenSigner['generate']>();
  const held: HeldProfile = {
    id: crypto.randomUUID(),
    profile: {
      name: 'CFCA',
      protocol: 'manual',
      url: 'https://cfca.example.com/',
      keyTypes: ['sm2'],
      temporaryKey: true,
    },
    host: { ascii: 'cfca.example.com', unicode: 'cfca.example.com' },
    importedAt: '2026-11-29T00:00:00Z',
    confirmedAt: null,
  };
  const parts = {
    vault: { require: async () => Promise.resolve(null) } as unknown as VaultAccess,
    tokens: { generate, signRequest: vi.fn<TokenSigner['signRequest']>() },
    parse: {} as ParseClient,
    now: () => new Date(),
  };
  const token = { managed: true, generates: ['sm2'], serial: '4711' } as unknown as Token;
  const run = { signal: new AbortController().signal, progress: () => undefined };
  const key = {
    in: 'token',
    token,
    label: null,
    pins: { pin: null, soPin: null, confirmedLastTry: false },
    run,
  } as const;
  const wanted = { holder: { subject: 'CN=x' }, algorithm: 'sm2', key, place: null } as const;
  await expect(newRequest(parts, held, wanted)).rejects.toMatchObject({ code: 'key-unsupported' });
  expect(generate).not.toHaveBeenCalled();
});
