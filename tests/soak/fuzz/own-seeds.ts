// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pkcs8OfSm2, sm2PublicPoint } from '../../../main/formats/keys/sm2-private-key.ts';
import { type KeyName, makeAuthority, makeCredential } from '../../support/formats/openssl-credentials.ts';
import {
  makeSm2Identity,
  writeCfcaByOpenssl,
  writeGmEnvelope,
  writeKeyReply,
  writeSm2EnvelopedKey,
  scalarOf,
} from '../../support/formats/openssl-guomi.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';

const password = 'Test-1234';
const keys: readonly KeyName[] = ['rsa', 'p256', 'p521', 'secp256k1', 'sm2', 'ed25519', 'rsa-pss', 'brainpool-p384'];

export interface OwnSeed {
  readonly name: string;
  readonly password: string | null;
}

/** Options of `openssl pkcs12 -export`: few iterations, because keys are derived for a million inputs. */
const containers: Readonly<Record<string, readonly string[]>> = {
  clear: ['-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac'],
  'clear-mac': ['-keypbe', 'NONE', '-certpbe', 'NONE', '-iter', '1'],
  named: ['-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac', '-name', '张三的证书', '-caname', 'CA'],
  aes: ['-iter', '2'],
  'aes-no-mac': ['-iter', '2', '-nomac'],
  pbmac1: ['-iter', '2', '-pbmac1_pbkdf2'],
  sm4: ['-iter', '2', '-keypbe', 'SM4-CBC', '-certpbe', 'SM4-CBC', '-macalg', 'SM3'],
  legacy: ['-iter', '2', '-legacy'],
  '3des': ['-iter', '2', '-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-nomac'],
  rc4: ['-iter', '2', '-legacy', '-keypbe', 'PBE-SHA1-RC4-128', '-certpbe', 'PBE-SHA1-RC4-40', '-nomac'],
};

const keySchemes: Readonly<Record<string, readonly string[]>> = {
  'pbes2-aes': ['-v2', 'aes-256-cbc', '-iter', '2'],
  'pbes2-sha512': ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512', '-iter', '2'],
  'pbes2-sm4-sm3': ['-v2', 'sm4-cbc', '-v2prf', 'hmacWithSM3', '-iter', '2'],
  'pbes2-3des': ['-v2', 'des3', '-iter', '2'],
  scrypt: ['-scrypt', '-scrypt_N', '16', '-scrypt_r', '1', '-scrypt_p', '1'],
  'pkcs12-3des': ['-v1', 'PBE-SHA1-3DES', '-iter', '2'],
  'md5-des': ['-v1', 'PBE-MD5-DES', '-iter', '2', '-provider', 'legacy', '-provider', 'default'],
};

/**
 * Files made by OpenSSL and keytool in `folder`. Kept, because their keys are random and a seed number and index must
 * always mean the same input.
 */
export function ownSeeds(folder: string): { seeds: readonly OwnSeed[]; skipped: readonly string[] } {
  const list = join(folder, 'own-seeds.json');
  if (!existsSync(list)) {
    mkdirSync(folder, { recursive: true });
    if (missingTools('openssl').length > 0) return { seeds: [], skipped: ['own files (openssl missing)'] };
    const made = makeSeeds(folder);
    writeFileSync(`${list}.new`, JSON.stringify(made));
    renameSync(`${list}.new`, list);
  }
  return JSON.parse(readFileSync(list, 'utf8')) as { seeds: OwnSeed[]; skipped: string[] };
}

function makeSeeds(target: string): { seeds: OwnSeed[]; skipped: string[] } {
  const work = new PeerFolder();
  const seeds: OwnSeed[] = [];
  const skipped: string[] = [];
  const openssl = (...words: readonly string[]) => work.run('openssl', ...words);
  /** Runs one file's generator; lists the file as skipped on failure. */
  const keep = (name: string, secret: string | null, make: () => unknown) => {
    try {
      make();
      writeFileSync(join(target, name), readFileSync(work.file(name)));
      seeds.push({ name, password: secret });
    } catch {
      skipped.push(`own file ${name}`);
    }
  };
  try {
    const passwordFile = work.write('password', password);
    const out = ['-passout', `file:${passwordFile}`];
    makeAuthority(work);
    keep('ca.pem', null, () => undefined);
    for (const key of keys) {
      keep(`${key}.pem`, null, () => makeCredential(work, key, key, `/C=CN/O=银行/CN=051@张三@110101199001011234@1`));
      keep(`${key}.key`, null, () => undefined);
      keep(`${key}.der`, null, () => openssl('x509', '-in', `${key}.pem`, '-outform', 'DER', '-out', `${key}.der`));
      keep(`${key}.pk8`, null, () =>
        openssl('pkcs8', '-topk8', '-nocrypt', '-in', `${key}.key`, '-outform', 'DER', '-out', `${key}.pk8`),
      );
      keep(`${key}.csr`, null, () =>
        openssl('req', '-new', '-key', `${key}.key`, '-subj', '/CN=a', '-outform', 'DER', '-out', `${key}.csr`),
      );
    }
    for (const [name, options] of Object.entries(containers)) {
      const files = ['-inkey', 'p256.key', '-in', 'p256.pem', '-certfile', 'ca.pem', '-out', `${name}.p12`];
      keep(`${name}.p12`, password, () => openssl('pkcs12', '-export', ...files, ...out, ...options));
    }
    for (const [name, options] of Object.entries(keySchemes)) {
      const files = ['-in', 'p256.key', '-outform', 'DER', '-out', `${name}.p8e`];
      keep(`${name}.p8e`, password, () => openssl('pkcs8', '-topk8', ...files, ...out, ...options));
    }
    for (const cipher of ['aes-256-cbc', 'des3', 'sm4-cbc']) {
      const files = ['-in', 'rsa.key', '-traditional', '-out', `old-${cipher}.pem`];
      keep(`old-${cipher}.pem`, password, () => openssl('rsa', ...files, `-${cipher}`, ...out));
    }
    const chain = ['-certfile', 'p256.pem', '-certfile', 'ca.pem', '-certfile', 'rsa.pem'];
    keep('chain.p7b', null, () => openssl('crl2pkcs7', '-nocrl', ...chain, '-outform', 'DER', '-out', 'chain.p7b'));
    keep('chain-pem.p7b', null, () => openssl('crl2pkcs7', '-nocrl', ...chain, '-out', 'chain-pem.p7b'));
    makeGuomi(work, keep);
    makeJavaStores(work, passwordFile, keep);
  } finally {
    work.remove();
  }
  return { seeds, skipped };
}

function makeGuomi(work: PeerFolder, keep: (name: string, secret: string | null, make: () => unknown) => void): void {
  keep('one.sm2', password, () => {
    makeSm2Identity(work, 'one', '/CN=051@张三@Z1@1', signingScalar);
    makeSm2Identity(work, 'two', '/CN=051@张三@Z1@1');
    writeCfcaByOpenssl(work, 'one', { password });
  });
  keep('reply.der', null, () => writeKeyReply(work, 'one', 'two'));
  keep('enveloped-key.der', null, () => writeSm2EnvelopedKey(work, 'one', 'two'));
  const key = () => Buffer.from(scalarOf(work, 'two.key'), 'hex');
  keep('envelope.der', null, () => writeGmEnvelope(work, '测试 CA', { recipient: 'one', plain: key() }));
}

const signingScalar = '5a'.repeat(32);

/** The SM2 key (PKCS#8, DER) that decrypts the enveloped seeds. */
export function signingKey(): Uint8Array {
  const scalar = Buffer.from(signingScalar, 'hex');
  return pkcs8OfSm2(scalar, sm2PublicPoint(scalar) ?? new Uint8Array());
}

function makeJavaStores(
  work: PeerFolder,
  passwordFile: string,
  keep: (name: string, secret: string | null, make: () => unknown) => void,
): void {
  for (const kind of ['JKS', 'JCEKS']) {
    // Java's minimum; the default 200,000 takes a second.
    const few = '-J-Djdk.jceks.iterationCount=10000';
    const store = [few, '-keystore', `store.${kind}`, '-storetype', kind, '-storepass:file', passwordFile];
    keep(`store.${kind}`, password, () => {
      const key = [
        '-alias',
        '张三',
        '-keyalg',
        'EC',
        '-groupname',
        'secp256r1',
        '-dname',
        'CN=a',
        '-keypass:file',
        passwordFile,
      ];
      work.run('keytool', '-genkeypair', ...key, ...store);
      work.run('keytool', '-importcert', '-noprompt', '-alias', 'ca', '-file', 'ca.pem', ...store);
    });
  }
}
