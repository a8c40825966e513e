// SPDX-License-Identifier: Apache-2.0
import { makeRequest } from '../../../main/enrolment/requests/make-request.ts';
import type { RequestRow } from '../../../main/vault/store/rows/request-rows.ts';
import type { Vault } from '../../../main/vault/vault.ts';

const host = 'ca.example.com';
const profile = { name: '金色机构', protocol: 'manual', url: `https://${host}/csr` };

/** Adds a profile (confirmed if the vault is unlocked) and a pending request. Returns the SPKI hash of its key. */
export async function askFor(vault: Vault, subject = 'CN=张三,C=CN', asked: Partial<RequestRow> = {}): Promise<string> {
  const createdAt = '2026-11-25T12:00:00.000Z';
  const { enrolment } = vault;
  const row = {
    id: '0b4e7c1a-9a55-4d0a-8f3e-5a1d3f1f7a01',
    name: profile.name,
    host,
    content: JSON.stringify(profile),
    importedAt: createdAt,
    confirmedAt: null,
  };
  const held = await enrolment.putProfile(row, { overConfirmed: false });
  if (vault.isUnlocked && held !== null) await enrolment.confirmProfile(held.id);
  const { csr, key } = await makeRequest('ec-p256', subject);
  await enrolment.addRequest(
    {
      id: crypto.randomUUID(),
      csr,
      spkiSha256: key.spkiSha256,
      profileName: profile.name,
      profileProtocol: profile.protocol,
      profileHost: host,
      token: null,
      place: '网上银行',
      purpose: 'apply',
      renews: null,
      askAgainAt: null,
      keyMadeBy: null,
      lostAnswers: 0,
      keyAlgorithm: null,
      answer: null,
      cmpTransaction: null,
      state: 'pending',
      certificate: null,
      problem: null,
      createdAt,
      ...asked,
    },
    [key],
  );
  return key.spkiSha256;
}

/**
 * Adds a copy of the vault's first request, as if a CA-generated key and `answer` had arrived but no certificate was
 * accepted. Returns the key's SPKI hash.
 */
export async function askForKey({ enrolment }: Vault, answer: Uint8Array): Promise<string> {
  const [like] = enrolment.requests();
  if (!like) throw new Error('no request to take after');
  const id = crypto.randomUUID();
  const subject = 'CN=李四,C=CN';
  const { csr, key: signer } = await makeRequest('ec-p256', subject);
  const request = { ...like, id, csr, spkiSha256: signer.spkiSha256, keyMadeBy: 'authority' } as const;
  await enrolment.addRequest(request, []);
  await enrolment.expectAnswer(request);
  const { key } = await makeRequest('rsa-2048', subject);
  await enrolment.keepAnswer(id, key, answer);
  return key.spkiSha256;
}
