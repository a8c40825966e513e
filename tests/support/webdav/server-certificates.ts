// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ServerCertificate {
  readonly file: string;
  readonly key: string;
}

export function makeAuthority(folder: string) {
  const run = (words: readonly string[]) => execFileSync('openssl', words, { stdio: 'pipe' });
  const at = (name: string) => join(folder, name);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  run(['req', '-x509', ...newKey, '-days', '30', '-subj', '/CN=Own CA', '-keyout', at('ca.key'), '-out', at('ca.pem')]);
  return {
    file: at('ca.pem'),
    issue(name: string, options: { readonly host: string; readonly expired?: boolean }): ServerCertificate {
      const [key, csr, file] = [at(`${name}.key`), at(`${name}.csr`), at(`${name}.pem`)] as [string, string, string];
      run(['req', ...newKey, '-subj', `/CN=${options.host}`, '-keyout', key, '-out', csr]);
      writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:${options.host}\nextendedKeyUsage=serverAuth\n`);
      const validity =
        options.expired === true
          ? ['-not_before', '20200101000000Z', '-not_after', '20210101000000Z']
          : ['-days', '20'];
      const issuer = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'];
      run(['x509', '-req', '-in', csr, ...issuer, ...validity, '-extfile', at(`${name}.ext`), '-out', file]);
      chmodSync(key, 0o600);
      return { file, key };
    },
  };
}
