// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openssl } from '../../support/openssl/openssl.ts';

/** What an external program extracted from a PKCS#12 file. */
export interface Opened {
  /** SHA-256 of the leaf, lower-case hex. */
  readonly leaf: string;
  readonly certificates: number;
  /** The key was extracted and matches the leaf. */
  readonly keyMatches: boolean;
  readonly friendlyName: string;
}

export type Peer = (file: string, password: string, folder: string) => Opened | null;

const environment = { ...process.env, LC_ALL: 'C.UTF-8' };

/** An external program's stdout in a UTF-8 locale; null when it failed. */
export function run(command: string, args: readonly string[]): string | null {
  const result = spawnSync(command, args, { env: environment, maxBuffer: 16 * 1024 * 1024 });
  return result.status === 0 ? result.stdout.toString('utf8') : null;
}

/** Passwords go through files: argument lists are public. */
function passwordFile(folder: string, password: string): string {
  const path = join(folder, 'password.txt');
  writeFileSync(path, password, { mode: 0o600 });
  return path;
}

function publicKeyOf(kind: 'x509' | 'pkey', pem: string): string {
  const args = kind === 'x509' ? ['x509', '-pubkey', '-noout'] : ['pkey', '-pubout'];
  return openssl(args, Buffer.from(pem)).toString('latin1');
}

function sha256OfPem(pem: string): string {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return createHash('sha256').update(der).digest('hex');
}

const blocks = (text: string, label: string) =>
  Array.from(text.matchAll(new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`, 'g')), ([all]) => all);

function judge(text: string): Opened {
  const certificates = blocks(text, 'CERTIFICATE');
  const [key = ''] = blocks(text, 'PRIVATE KEY');
  const leaf = certificates[0] ?? '';
  return {
    leaf: sha256OfPem(leaf),
    certificates: certificates.length,
    keyMatches: key !== '' && publicKeyOf('pkey', key) === publicKeyOf('x509', leaf),
    friendlyName: /friendlyName: (.*)/.exec(text)?.[1] ?? '',
  };
}

export const opensslPeer: Peer = (file, password, folder) => {
  const source = `file:${passwordFile(folder, password)}`;
  const text = run('openssl', ['pkcs12', '-in', file, '-passin', source, '-noenc']);
  return text === null ? null : judge(text);
};

/** Imports the file into a fresh NSS database, exports it and reads the result with OpenSSL. */
export const pk12utilPeer: Peer = (file, password, folder) => {
  const database = join(folder, 'nss');
  rmSync(database, { recursive: true, force: true });
  mkdirSync(database);
  const directory = `sql:${database}`;
  const secret = passwordFile(folder, password);
  if (run('certutil', ['-N', '-d', directory, '--empty-password']) === null) return null;
  if (run('pk12util', ['-i', file, '-d', directory, '-w', secret, '-K', '']) === null) return null;
  const list = run('certutil', ['-L', '-d', directory]) ?? '';
  const name = /^(\S.*?)\s+u,u,u\s*$/m.exec(list)?.[1] ?? '';
  const again = join(folder, 'from-nss.p12');
  writeFileSync(join(folder, 'plain.txt'), 'from-nss');
  const exported = ['-o', again, '-d', directory, '-n', name, '-w', join(folder, 'plain.txt'), '-K', ''];
  if (run('pk12util', exported) === null) return null;
  const source = ['-in', again, '-passin', `file:${join(folder, 'plain.txt')}`, '-noenc'];
  const text = run('openssl', ['pkcs12', ...source]);
  // pk12util writes issuers first: move the requested leaf back to the front.
  if (text === null) return null;
  const reversed = blocks(text, 'CERTIFICATE').toReversed().join('\n');
  return { ...judge(`${reversed}\n${blocks(text, 'PRIVATE KEY').join('\n')}`), friendlyName: name };
};

/** Copies the entry into a second key store, which makes keytool decrypt the key. */
export const keytoolPeer: Peer = (file, password, folder) => copyByKeytool(file, password, folder, []);

export const bouncyCastle = '/usr/share/java/bcprov.jar';

export const bouncyCastlePeer: Peer = (file, password, folder) => {
  const provider = ['-provider', 'org.bouncycastle.jce.provider.BouncyCastleProvider', '-providerpath', bouncyCastle];
  return copyByKeytool(file, password, folder, ['-srcprovidername', 'BC', ...provider]);
};

function copyByKeytool(file: string, password: string, folder: string, reader: readonly string[]): Opened | null {
  const secret = passwordFile(folder, password);
  const copy = join(folder, 'copy.p12');
  rmSync(copy, { force: true });
  writeFileSync(join(folder, 'copy.txt'), 'copied-password');
  const source = ['-srckeystore', file, '-srcstoretype', 'PKCS12', '-srcstorepass:file', secret];
  const target = ['-destkeystore', copy, '-deststoretype', 'PKCS12', '-deststorepass:file', join(folder, 'copy.txt')];
  const encoding = ['-J-Dfile.encoding=UTF-8', '-J-Dsun.jnu.encoding=UTF-8'];
  if (run('keytool', ['-importkeystore', '-noprompt', ...source, ...reader, ...target, ...encoding]) === null)
    return null;
  return opensslPeer(copy, 'copied-password', folder);
}

export interface Identity {
  readonly leaf: Uint8Array;
  readonly issuer: Uint8Array;
  readonly key: Uint8Array;
}

export function makeIdentity(folder: string, newkey: readonly string[]): Identity {
  const at = (name: string) => join(folder, name);
  const common = ['req', '-x509', '-nodes', '-utf8'];
  const ca = ['-newkey', ...newkey, '-keyout', at('ca-key.pem'), '-out', at('ca.pem'), '-subj', '/O=银行/CN=根'];
  openssl([...common, ...ca]);
  const leaf = ['-newkey', ...newkey, '-keyout', at('key.pem'), '-out', at('leaf.pem')];
  const signer = ['-CA', at('ca.pem'), '-CAkey', at('ca-key.pem'), '-addext', 'basicConstraints=critical,CA:FALSE'];
  openssl([...common, ...leaf, ...signer, '-subj', '/C=CN/CN=051@张三@110101199001011234@1']);
  const der = (name: string) => new Uint8Array(openssl(['x509', '-outform', 'DER'], readFileSync(at(name))));
  return {
    leaf: der('leaf.pem'),
    issuer: der('ca.pem'),
    key: new Uint8Array(openssl(['pkcs8', '-topk8', '-nocrypt', '-in', at('key.pem'), '-outform', 'DER'])),
  };
}
