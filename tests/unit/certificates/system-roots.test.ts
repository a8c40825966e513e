// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { createSystemRoots } from '../../../main/certificates/system-roots.ts';

test('[F04] the roots are those of the runtime, byte for byte', () => {
  const roots = createSystemRoots()();
  const fromRuntime = rootCertificates.map((pem) => new X509Certificate(pem).raw.toString('hex'));
  expect(roots.map(({ der }) => Buffer.from(der).toString('hex'))).toEqual(fromRuntime);
});
