// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { createHash, webcrypto } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';

cryptoProvider.set(webcrypto as Crypto);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 60 * 60 * 1000;

export interface DemoFile {
  readonly path: string;
  readonly kind: 'pkcs12' | 'pem';
  readonly shows: 'valid' | 'expiring' | 'expired' | 'chain';
}

export interface DemoCertificates {
  readonly files: readonly DemoFile[];
  /** Contains Chinese, as real passwords may. */
  readonly password: string;
  readonly sha256: Readonly<Record<'ca' | 'valid' | 'expiring' | 'expired', string>>;
}

interface Identity {
  readonly certificate: X509Certificate;
  readonly keys: CryptoKeyPair;
}

interface Wish {
  readonly subject: string;
  readonly from: number;
  readonly until: number;
}

const validity = (wish: Wish) => ({
  notBefore: new Date(Date.now() + wish.from * day),
  notAfter: new Date(Date.now() + wish.until * day),
});

const newKeys = (): Promise<CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;

/** The first byte is below 0x80, for a positive INTEGER (RFC 5280 §4.1.2.2). */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01;
  return Buffer.from(bytes).toString('hex');
}

async function newAuthority(wish: Wish): Promise<Identity> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: wish.subject,
    ...validity(wish),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}

async function issue(authority: Identity, wish: Wish): Promise<Identity> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: wish.subject,
    issuer: authority.certificate.subject,
    ...validity(wish),
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth, ExtendedKeyUsage.emailProtection]),
    ],
  });
  return { certificate, keys };
}

async function pem(identity: Identity): Promise<string> {
  const key = await webcrypto.subtle.exportKey('pkcs8', identity.keys.privateKey);
  return `${identity.certificate.toString('pem')}\n${PemConverter.encode(key, 'PRIVATE KEY')}\n`;
}

/** openssl gets the key in a private file and the password on stdin, never as arguments. */
function writePkcs12(target: string, identityPem: string, chainPem: string, password: string): boolean {
  const chain = `${target}.chain`;
  writeFileSync(chain, identityPem + chainPem, { mode: 0o600 });
  const words = ['pkcs12', '-export', '-in', chain, '-out', target, '-passout', 'stdin'];
  const run = spawnSync('openssl', words, { input: `${password}\n`, stdio: ['pipe', 'ignore', 'ignore'] });
  rmSync(chain);
  return run.status === 0;
}

const sha256 = ({ certificate }: Identity): string =>
  createHash('sha256').update(new Uint8Array(certificate.rawData)).digest('hex');

/** Writes PKCS#12, or PEM without openssl. */
export async function makeDemoCertificates(folder: string): Promise<DemoCertificates> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const password = '示例密码🔐demo';
  const ca = await newAuthority({ subject: 'CN=示例银行根证书, O=示例银行, C=CN', from: -3650, until: 3650 });
  const valid = await issue(ca, {
    subject: 'CN=051@张三@110101199001011234@1, O=示例银行, C=CN',
    from: -30,
    until: 700,
  });
  const expiring = await issue(ca, { subject: 'CN=Li Si, O=Example Payments, C=CN', from: -345, until: 20 });
  const expired = await issue(ca, { subject: 'CN=王五, O=示例银行, C=CN', from: -800, until: -70 });

  const chain = join(folder, 'example-bank-root.pem');
  writeFileSync(chain, ca.certificate.toString('pem'));
  const files: DemoFile[] = [{ path: chain, kind: 'pem', shows: 'chain' }];
  for (const [shows, identity] of Object.entries({ valid, expiring, expired }) as ['valid', Identity][]) {
    const text = await pem(identity);
    const pkcs12 = join(folder, `${shows}.p12`);
    if (writePkcs12(pkcs12, text, ca.certificate.toString('pem'), password)) {
      files.push({ path: pkcs12, kind: 'pkcs12', shows });
    } else {
      const path = join(folder, `${shows}.pem`);
      writeFileSync(path, text, { mode: 0o600 });
      files.push({ path, kind: 'pem', shows });
    }
  }
  return {
    files,
    password,
    sha256: { ca: sha256(ca), valid: sha256(valid), expiring: sha256(expiring), expired: sha256(expired) },
  };
}
