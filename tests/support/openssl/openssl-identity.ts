// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface IdentityFiles {
  readonly p12: string;
  readonly certificate: string;
  readonly key: string;
  readonly sha256: string;
  readonly password: string;
}

export interface IdentityOptions {
  /** In OpenSSL's form, `/CN=…`. */
  readonly subject: string;
  readonly password?: string;
  readonly days?: number;
  readonly key?: readonly string[];
  readonly exportOptions?: readonly string[];
}

/** A self-signed identity made by OpenSSL, as PEM files and PKCS#12. Secrets go through files, never argv. */
export function makeIdentityFiles(folder: string, name: string, options: IdentityOptions): IdentityFiles {
  const at = (extension: string): string => join(folder, `${name}.${extension}`);
  const password = options.password ?? 'correct horse';
  const run = (args: readonly string[]): string => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });
  const newKey = options.key ?? ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const days = options.days ?? 365;
  const validity =
    days > 0 ? ['-days', String(days)] : ['-not_before', '20200101000000Z', '-not_after', '20210101000000Z'];
  run([
    'req',
    '-x509',
    '-newkey',
    ...newKey,
    '-nodes',
    '-utf8',
    '-subj',
    options.subject,
    ...validity,
    '-keyout',
    at('key'),
    '-out',
    at('pem'),
  ]);
  writeFileSync(at('password'), password);
  const secret = ['-passout', `file:${at('password')}`];
  run([
    'pkcs12',
    '-export',
    '-in',
    at('pem'),
    '-inkey',
    at('key'),
    '-out',
    at('p12'),
    ...secret,
    ...(options.exportOptions ?? []),
  ]);
  const fingerprint = run(['x509', '-in', at('pem'), '-noout', '-fingerprint', '-sha256']);
  const sha256 = fingerprint.split('=')[1]?.trim().replaceAll(':', '').toLowerCase() ?? '';
  return { p12: at('p12'), certificate: at('pem'), key: at('key'), sha256, password };
}
