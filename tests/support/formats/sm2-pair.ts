// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { TestAuthority } from '../enrolment/test-authority.ts';
import { sm2Signing } from '../openssl/openssl.ts';
import type { PeerFolder } from './peer-tools.ts';

export interface Sm2PairOptions {
  readonly subject: string;
  readonly start: Date;
  readonly signingEnd: Date;
  readonly encryptionEnd: Date;
}

export interface Sm2PairFiles {
  /** PEM file with certificate and key. */
  readonly signing: string;
  /** PEM file of the certificate alone. Its key arrives in a reply. */
  readonly encryption: string;
}

/**
 * Makes one holder's signing and encryption certificates with OpenSSL. Their keys are NAME-sign.key and
 * NAME-encrypt.key.
 */
export function makeSm2Pair(
  folder: PeerFolder,
  authority: TestAuthority,
  name: string,
  { subject, start, signingEnd, encryptionEnd }: Sm2PairOptions,
): Sm2PairFiles {
  const issue = (part: string, end: Date, keyUsage: string): string => {
    const [key, csr] = [`${part}.key`, `${part}.csr`];
    folder.run('openssl', 'genpkey', '-algorithm', 'SM2', '-out', key);
    const asked = ['-utf8', '-subj', subject, '-sm3', ...sm2Signing];
    folder.run('openssl', 'req', '-new', '-key', key, ...asked, '-out', csr);
    return authority.issue(folder.file(csr), part, { dates: [opensslTime(start), opensslTime(end)], keyUsage });
  };
  const signing = issue(`${name}-sign`, signingEnd, 'digitalSignature,nonRepudiation');
  const both = Buffer.concat([readFileSync(signing), readFileSync(folder.file(`${name}-sign.key`))]);
  return {
    signing: folder.write(`${name}-sign.pem`, both),
    encryption: issue(`${name}-encrypt`, encryptionEnd, 'keyEncipherment,dataEncipherment,keyAgreement'),
  };
}

/** For example `20260131235959Z`. */
function opensslTime(date: Date): string {
  return `${date
    .toISOString()
    .slice(0, 19)
    .replaceAll(/[^0-9]/g, '')}Z`;
}
