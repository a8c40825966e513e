// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePem } from '../../main/formats/writers/write-pem.ts';
import { benchIdentity, newAuthority } from './bench-certificates.ts';

export interface BenchIdentities {
  /** PEM file of all certificates and keys. */
  readonly all: string;
  /** Separate PEM files per identity, for `openssl pkcs12 -export`. */
  readonly pairs: readonly { readonly certificate: string; readonly key: string }[];
}

/** `count` distinct EC P-256 identities, made once and kept. */
export function benchIdentities(data: string, count: number): BenchIdentities {
  const folder = join(data, `identities-${count}`);
  const all = join(folder, 'all.pem');
  const pairs = Array.from({ length: count }, (_, index) => ({
    certificate: join(folder, `${index}.pem`),
    key: join(folder, `${index}.key`),
  }));
  if (existsSync(all)) return { all, pairs };
  mkdirSync(folder, { recursive: true });
  const authority = newAuthority();
  const texts: string[] = [];
  for (const [index, pair] of pairs.entries()) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const certificate = Buffer.from(writePem([benchIdentity(index, authority, publicKey)])).toString('latin1');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    writeFileSync(pair.certificate, certificate);
    writeFileSync(pair.key, key);
    texts.push(certificate, key);
  }
  writeFileSync(all, texts.join(''));
  return { all, pairs };
}
