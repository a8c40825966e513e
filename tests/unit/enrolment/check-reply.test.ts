// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { checkReply } from '../../../main/enrolment/requests/check-reply.ts';
import type { ParseClient } from '../../../main/parser/parse-client.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';

test('[E05] refuses a reply that the applicant’s own key signed', async () => {
  const { certificate } = await makeIdentity('CN=张三');
  // Self-signed replies are refused without the parse child.
  const parse = {} as ParseClient;
  const reply = {
    certificate: certificate.fields,
    pool: [certificate.fields],
    derOf: () => certificate.der,
    pathIsValid: null,
  };
  const asked = { asked: 'CN=张三', acceptNames: true, now: new Date('2027-01-01T00:00:00Z') };
  expect(await checkReply(parse, reply, asked)).toBe('self-signed');
});

test.each([
  [20, 19, null],
  [20, null, 'chain-broken'],
  // Only 64 are tried, so the signer may be an untried one.
  [100, 99, null],
] as const)('[E05] with %i issuers of one name, number %s signing, reports %s', async (count, signer, problem) => {
  const { certificate } = await makeIdentity('CN=张三');
  const { fields } = certificate;
  const names = { subjectHash: 'i', issuerHash: 'i', authorityKeyId: null, subjectKeyId: null, selfIssued: false };
  const pool = Array.from({ length: count }, (_each, index) => ({ ...fields, ...names, sha256: String(index) }));
  let tried = 0;
  const run = async (_name: string, { chain }: { chain: Buffer[] }) => {
    tried += 1;
    return await Promise.resolve({ signatures: [String(chain[1]) === String(signer) ? 'valid' : 'invalid'] });
  };
  const parse = { run } as unknown as ParseClient;
  const reply = {
    certificate: { ...fields, ...names },
    pool,
    derOf: (id: string) => Buffer.from(id),
    pathIsValid: null,
  };
  const asked = { asked: 'CN=张三', acceptNames: true, now: new Date('2027-01-01T00:00:00Z') };
  expect(await checkReply(parse, reply, asked)).toBe(problem);
  expect(tried).toBeLessThanOrEqual(64);
});
