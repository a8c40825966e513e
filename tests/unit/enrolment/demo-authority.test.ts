// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDemoAuthority } from '../../../main/demo-ca/demo-authority.ts';
import { readCrl } from '../../../main/x509/path/revocation/read-crl.ts';
import { makeRequest } from '../../../main/enrolment/requests/make-request.ts';

const day = 24 * 60 * 60 * 1000;

test('[E13] the practice CA expires after its certificates, even after running for a month', async () => {
  let now = new Date('2026-11-25T12:00:00Z');
  const authority = await createDemoAuthority(365, () => now);
  now = new Date(now.getTime() + 30 * day);
  const { csr } = await makeRequest('ec-p256', 'CN=x');
  const issued = await authority.issue(csr, null);
  const endOf = (der: Uint8Array) => Date.parse(new X509Certificate(der).validTo);
  expect(endOf(authority.certificate)).toBeGreaterThan(endOf(issued ?? new Uint8Array()));
});

test('[E13] the CRL numbers of the practice CA rise beyond one octet', async () => {
  const authority = await createDemoAuthority(30, () => new Date('2026-11-25T12:00:00Z'));
  let numbers = 0;
  for (let serial = 1; serial <= 130; serial += 1) {
    const crl = readCrl(await authority.revoke(`5${serial.toString(16).padStart(3, '0')}`));
    expect(Number.parseInt(crl.number ?? '', 16)).toBe((numbers += 1));
  }
});
