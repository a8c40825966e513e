// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { openssl } from '../openssl/openssl.ts';
import { certsOnly } from './est-imitation.ts';
import type { IssueOptions, TestAuthority } from './test-authority.ts';

/** A CA-generated key and the certificate for it. */
export interface MadeKey {
  readonly key: string;
  /** PKCS#8 DER in base64. */
  readonly pkcs8: string;
  readonly certificate: string;
  /** Certs-only, in base64. */
  readonly pkcs7: string;
}

/** `kind` follows `openssl req -newkey`: `rsa:2048`, or `ec` with its curve. */
export function makeKey(
  folder: string,
  authority: TestAuthority,
  { kind = ['rsa:2048'], ...issue }: IssueOptions & { readonly kind?: readonly string[] } = {},
): MadeKey {
  const at = (name: string): string => join(folder, `made-${crypto.randomUUID().slice(0, 8)}-${name}`);
  const [key, csr] = [at('key'), at('csr')];
  const fresh = ['-utf8', '-newkey', ...kind, '-nodes', '-keyout', key, '-subj', issue.subject ?? '/CN=张三/C=CN'];
  openssl(['req', '-new', ...fresh, '-out', csr]);
  const { subject: _subject, ...options } = issue;
  const certificate = authority.issue(csr, crypto.randomUUID().slice(0, 8), options);
  const pkcs8 = openssl(['pkcs8', '-topk8', '-nocrypt', '-in', key, '-outform', 'DER']).toString('base64');
  return { key, pkcs8, certificate, pkcs7: certsOnly(certificate) };
}

export type Part = readonly [type: string, body: string];

export function partsOf({ pkcs8, pkcs7 }: Pick<MadeKey, 'pkcs8' | 'pkcs7'>): Part[] {
  return [
    ['application/pkcs8', pkcs8],
    ['application/pkcs7-mime; smime-type=certs-only', pkcs7],
  ];
}

const boundary = 'a boundary/1';
export const multipartType = `multipart/mixed; boundary="${boundary}"`;

export function multipart(parts: readonly Part[], end = '\r\n'): string {
  const each = parts.map(([type, body]) =>
    [`--${boundary}`, `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', '', body, ''].join(end),
  );
  return `${each.join('')}--${boundary}--${end}`;
}

export function answerWith(response: ServerResponse, body: string | Uint8Array): void {
  response.writeHead(200, { 'Content-Type': multipartType }).end(body);
}

/** The key encrypted with a password, and for a recipient (CMS). The client can decrypt neither. */
export function encryptedKeys({ key, certificate }: MadeKey): { readonly pkcs8: string; readonly cms: string } {
  const pkcs8 = openssl(['pkcs8', '-topk8', '-in', key, '-passout', 'pass:x', '-outform', 'DER']).toString('base64');
  const cms = openssl(['cms', '-encrypt', '-binary', '-outform', 'DER', certificate], readFileSync(key));
  return { pkcs8, cms: cms.toString('base64') };
}
