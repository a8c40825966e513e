// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { checkReply } from '../../../main/enrolment/requests/check-reply.ts';
import type { ParseClient } from '../../../main/parser/parse-client.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';

test('[E05] what the applicant’s own key signed is no reply of an authority', async () => {
  const { certificate } = await makeIdentity('CN=张三');
  // The child isn't needed for this.
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
