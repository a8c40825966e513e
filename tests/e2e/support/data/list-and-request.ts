// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openssl } from '../../../support/openssl/openssl.ts';

/** A CRL with two entries, and a certificate request, made by OpenSSL. */
export function makeListAndRequest(folder: string): { readonly crl: string; readonly request: string } {
  const at = (name: string) => path.join(folder, name);
  const [crl, request, index, config] = [at('list.crl'), at('request.csr'), at('index.txt'), at('ca.conf')];
  const line = (serial: string) => `R\t300101000000Z\t260102030405Z,keyCompromise\t${serial}\tunknown\t/CN=x\n`;
  writeFileSync(index, line('1000') + line('1001'));
  writeFileSync(config, `[ca]\ndefault_ca=d\n[d]\ndatabase=${index}\ndefault_md=sha256\ndefault_crl_days=30\n`);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8'];
  openssl(['req', '-x509', ...key, '-keyout', at('ca.key'), '-subj', '/CN=吊销测试 CA', '-out', at('ca.pem')]);
  openssl(['ca', '-config', config, '-gencrl', '-keyfile', at('ca.key'), '-cert', at('ca.pem'), '-out', crl]);
  const names = ['-addext', 'subjectAltName=DNS:example.test'];
  openssl(['req', '-new', ...key, '-keyout', at('request.key'), '-subj', '/CN=申请人', ...names, '-out', request]);
  return { crl, request };
}
