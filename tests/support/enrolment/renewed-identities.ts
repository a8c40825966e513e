// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openssl } from '../openssl/openssl.ts';
import type { IdentityFiles } from '../openssl/openssl-identity.ts';
import { testAuthority, type IssueOptions, type TestAuthority } from './test-authority.ts';

export interface RenewedIdentities {
  readonly authority: TestAuthority;
  /** Expires in twenty days by default. */
  readonly old: IdentityFiles;
  /** Same holder, issuer and use as `old` by default; new key and validity. */
  readonly fresh: IdentityFiles;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Returns a time in the format of `openssl x509 -not_before`. */
export function daysFromNow(days: number): string {
  return `${new Date(Date.now() + days * dayMs).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}

export function renewedIdentities(
  folder: string,
  { subject = '/CN=张三/C=CN', old = {}, fresh = {}, by }: RenewedOptions = {},
): RenewedIdentities {
  const authority = testAuthority(folder);
  const years = { old: [daysFromNow(-345), daysFromNow(20)], fresh: [daysFromNow(-1), daysFromNow(364)] } as const;
  return {
    authority,
    old: issued(folder, 'old', subject, (csr) => authority.issue(csr, 'old', { dates: years.old, ...old })),
    fresh: issued(folder, 'fresh', subject, (csr) =>
      (by ?? authority).issue(csr, 'fresh', { dates: years.fresh, ...fresh }),
    ),
  };
}

interface RenewedOptions {
  readonly subject?: string;
  readonly old?: IssueOptions;
  readonly fresh?: IssueOptions;
  /** Issues the fresh certificate. Defaults to the old one's CA. */
  readonly by?: TestAuthority;
}

function issued(folder: string, name: string, subject: string, issue: (csr: string) => string): IdentityFiles {
  const at = (extension: string): string => join(folder, `${name}.${extension}`);
  const password = 'correct horse';
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', at('key')];
  openssl(['req', '-new', '-utf8', '-subj', subject, ...made, '-out', at('csr')]);
  const certificate = issue(at('csr'));
  writeFileSync(at('password'), password);
  const secret = ['-passout', `file:${at('password')}`];
  openssl(['pkcs12', '-export', '-in', certificate, '-inkey', at('key'), '-out', at('p12'), ...secret]);
  const sha256 = new X509Certificate(readFileSync(certificate)).fingerprint256.replaceAll(':', '').toLowerCase();
  return { p12: at('p12'), certificate, key: at('key'), sha256, password };
}
