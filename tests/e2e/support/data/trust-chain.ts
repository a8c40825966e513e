// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openssl } from '../../../support/openssl/openssl.ts';

const day = 24 * 60 * 60 * 1000;

export interface TrustChain {
  /** PEM files. */
  readonly root: string;
  readonly all: readonly string[];
  /** As openssl prints it, with colons. */
  readonly fingerprint: string;
}

/** A private CA made by OpenSSL: a root, two intermediates (one expired) and a certificate from each intermediate. */
export function makeTrustChain(folder: string): TrustChain {
  const at = (name: string) => path.join(folder, `trust-${name}`);
  const time = (days: number) =>
    `${new Date(Date.now() + days * day).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;
  writeFileSync(
    at('extensions.cnf'),
    '[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n[ee]\nbasicConstraints=CA:FALSE\n',
  );
  const make = (name: string, subject: string, issuer: string | null, until: number): string => {
    const key = at(`${name}.key`);
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key];
    openssl(['req', '-new', ...newKey, '-utf8', '-subj', subject, '-out', at(`${name}.csr`)]);
    const signer = issuer === null ? ['-signkey', key] : ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`)];
    const section = name.startsWith('leaf') ? 'ee' : 'ca';
    const extensions = ['-extfile', at('extensions.cnf'), '-extensions', section];
    const times = ['-not_before', time(-400), '-not_after', time(until)];
    openssl(['x509', '-req', '-in', at(`${name}.csr`), ...signer, ...times, ...extensions, '-out', at(`${name}.pem`)]);
    return at(`${name}.pem`);
  };
  const root = make('root', '/CN=私有银行 Root/C=CN', null, 3650);
  const all = [
    root,
    make('middle', '/CN=私有银行 个人 CA/C=CN', 'root', 3000),
    make('ended', '/CN=私有银行 旧 CA/C=CN', 'root', -30),
    make('leaf-good', '/CN=钱七/C=CN', 'middle', 300),
    make('leaf-ended', '/CN=孙八/C=CN', 'ended', 300),
  ];
  const print = openssl(['x509', '-in', root, '-noout', '-fingerprint', '-sha256']).toString();
  return { root, all, fingerprint: (print.split('=')[1] ?? '').trim() };
}
