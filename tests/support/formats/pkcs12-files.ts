// SPDX-License-Identifier: Apache-2.0
import { type KeyName, makeAuthority, makeCredential } from './openssl-credentials.ts';
import type { PeerFolder } from './peer-tools.ts';

export interface Pkcs12File {
  readonly name: string;
  readonly password: string;
  /** Numbers of certificates and keys, known from how the file was made. */
  readonly certificates: number;
  readonly keys: number;
  /** Opens with any password, because there is no encryption and no MAC. */
  readonly open?: true;
  /** Takes seconds, because of 600,000 or more iterations. Some tests skip it. */
  readonly slow?: true;
}

const password = 'Test-1234';
const unicode = '密码中文🔐é';

interface Recipe {
  readonly options: readonly string[];
  readonly key?: KeyName;
  readonly password?: string;
  readonly certificates?: number;
  readonly keys?: number;
  readonly open?: true;
  readonly slow?: true;
  readonly subject?: string;
}

const pbe = (scheme: string, mac = 'sha1') => ['-legacy', '-keypbe', scheme, '-certpbe', scheme, '-macalg', mac];
const aes = ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC'];
const clear = ['-keypbe', 'NONE', '-certpbe', 'NONE'];

/** By default, a file has an RSA key, its certificate and the CA's. `options` are those of `openssl pkcs12 -export`. */
const recipes: Readonly<Record<string, Recipe>> = {
  'legacy-default': { options: ['-legacy'] },
  'rc2-40': { options: pbe('PBE-SHA1-RC2-40') },
  'rc2-128': { options: pbe('PBE-SHA1-RC2-128') },
  'rc4-40': { options: pbe('PBE-SHA1-RC4-40') },
  'rc4-128': { options: pbe('PBE-SHA1-RC4-128') },
  '3des': { options: pbe('PBE-SHA1-3DES') },
  '2des': { options: pbe('PBE-SHA1-2DES') },
  'no-iterations': { options: [...pbe('PBE-SHA1-3DES'), '-noiter', '-nomaciter'] },
  'aes-128': { options: ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC'] },
  'aes-192': { options: ['-keypbe', 'AES-192-CBC', '-certpbe', 'AES-192-CBC'] },
  'aes-256': { options: aes },
  'aes-256-mac-sha1': { options: [...aes, '-macalg', 'sha1'] },
  'aes-256-mac-sha512': { options: [...aes, '-macalg', 'sha512'] },
  'aes-256-mac-sha3-256': { options: [...aes, '-macalg', 'SHA3-256'] },
  'aes-256-mac-sha3-512': { options: [...aes, '-macalg', 'SHA3-512'] },
  'aes-256-mac-sm3': { options: [...aes, '-macalg', 'SM3'] },
  'pbes2-3des': { options: ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC'] },
  'pbes2-sm4': { options: ['-keypbe', 'SM4-CBC', '-certpbe', 'SM4-CBC'] },
  'mixed-schemes': { options: ['-legacy', '-keypbe', 'AES-256-CBC', '-certpbe', 'PBE-SHA1-RC2-40'] },
  'pbmac1-sha256': { options: [...aes, '-pbmac1_pbkdf2'] },
  'pbmac1-sha512': { options: [...aes, '-pbmac1_pbkdf2', '-pbmac1_pbkdf2_md', 'sha512', '-macalg', 'sha512'] },
  'million-iterations': { options: [...aes, '-iter', '1000000'], key: 'p256', slow: true },
  'no-mac': { options: [...aes, '-nomac'] },
  unencrypted: { options: clear },
  'unencrypted-no-mac': { options: [...clear, '-nomac'], open: true },
  'empty-password': { options: aes, password: '' },
  'empty-password-legacy': { options: pbe('PBE-SHA1-3DES'), password: '' },
  'unicode-password': { options: aes, password: unicode },
  'unicode-password-legacy': { options: pbe('PBE-SHA1-3DES'), password: unicode },
  'unicode-password-pbmac1': { options: [...aes, '-pbmac1_pbkdf2'], password: unicode },
  'key-only': { options: [...aes, '-nocerts'], certificates: 0 },
  'certificates-only': { options: [...aes, '-nokeys'], keys: 0 },
  'certificates-only-legacy': { options: [...pbe('PBE-SHA1-RC2-40'), '-nokeys'], keys: 0 },
  'friendly-name': { options: [...aes, '-name', '张三的证书'] },
  'ec-p256': { options: aes, key: 'p256' },
  'ec-p384': { options: aes, key: 'p384' },
  'ec-p521': { options: aes, key: 'p521' },
  'ec-p521-legacy': { options: pbe('PBE-SHA1-RC2-40'), key: 'p521' },
  'ec-secp256k1': { options: aes, key: 'secp256k1' },
  'ec-secp224r1': { options: aes, key: 'secp224r1' },
  'ec-brainpool-p256': { options: aes, key: 'brainpool-p256' },
  'ec-brainpool-p384': { options: aes, key: 'brainpool-p384' },
  'ec-brainpool-p512': { options: aes, key: 'brainpool-p512' },
  sm2: { options: aes, key: 'sm2' },
  ed25519: { options: aes, key: 'ed25519' },
  ed448: { options: aes, key: 'ed448' },
  'rsa-pss': { options: aes, key: 'rsa-pss' },
  'cfca-subject': { options: aes, key: 'p256', subject: '/C=CN/O=CFCA/CN=051@张三@110101199001011234@1' },
};

export const camelliaPassword = password;

/** Makes files with OpenSSL, plus the unsupported `camellia.p12`, which isn't returned. */
export function makeOpensslFiles(folder: PeerFolder): Pkcs12File[] {
  makeAuthority(folder);
  const made = new Set<string>();
  const files = Object.entries(recipes).map(([name, recipe]) => {
    const credential = recipe.subject === undefined ? (recipe.key ?? 'rsa') : name;
    if (!made.has(credential)) makeCredential(folder, credential, recipe.key ?? 'rsa', recipe.subject);
    made.add(credential);
    const secret = recipe.password ?? password;
    exportPkcs12(folder, name, credential, secret, recipe.options);
    const { certificates = 2, keys = 1, open, slow } = recipe;
    return { name, password: secret, certificates, keys, ...(open && { open }), ...(slow && { slow }) };
  });
  const camellia = ['-keypbe', 'CAMELLIA-256-CBC', '-certpbe', 'CAMELLIA-256-CBC'];
  exportPkcs12(folder, 'camellia', 'rsa', password, camellia);
  return files;
}

export function exportPkcs12(
  folder: PeerFolder,
  name: string,
  credential: string,
  secret: string,
  options: readonly string[],
): void {
  const passwordFile = folder.write(`${name}.password`, `${secret}\n`);
  const authority = options.includes('-nocerts') ? [] : ['-certfile', 'ca.pem'];
  const inputs = ['-inkey', `${credential}.key`, '-in', `${credential}.pem`, ...authority];
  folder.run(
    'openssl',
    'pkcs12',
    '-export',
    ...inputs,
    ...options,
    '-passout',
    `file:${passwordFile}`,
    '-out',
    `${name}.p12`,
  );
}

/** Makes files with the JDK's keytool; the truststore holds the CA of the OpenSSL files. */
export function makeKeytoolFiles(folder: PeerFolder): Pkcs12File[] {
  folder.write('keytool.password', password);
  const store = (name: string) => [
    '-storetype',
    'PKCS12',
    '-keystore',
    `${name}.p12`,
    '-storepass:file',
    'keytool.password',
  ];
  const pair = (name: string, alias: string, subject: string, ...options: readonly string[]) =>
    folder.run(
      'keytool',
      ...options,
      '-genkeypair',
      '-alias',
      alias,
      '-dname',
      subject,
      '-validity',
      '365',
      ...store(name),
    );
  const rsa = ['-keyalg', 'RSA', '-keysize', '2048'];
  pair('keytool-default', 'zhang', 'CN=张三,O=Test', ...rsa);
  pair('keytool-legacy', 'zhang', 'CN=legacy', '-J-Dkeystore.pkcs12.legacy', ...rsa);
  pair('keytool-ec', 'ec', 'CN=ec', '-keyalg', 'EC', '-groupname', 'secp384r1');
  pair('keytool-several', 'one', 'CN=one', ...rsa);
  pair('keytool-several', 'two', 'CN=two', '-keyalg', 'EC', '-groupname', 'secp256r1');
  pair('keytool-several', 'three', 'CN=three', '-keyalg', 'Ed25519');
  folder.run(
    'keytool',
    '-importcert',
    '-noprompt',
    '-alias',
    'trusted',
    '-file',
    'ca.pem',
    ...store('keytool-several'),
  );
  folder.run(
    'keytool',
    '-importcert',
    '-noprompt',
    '-alias',
    'trusted',
    '-file',
    'ca.pem',
    ...store('keytool-truststore'),
  );
  folder.run(
    'keytool',
    '-genseckey',
    '-alias',
    'secret',
    '-keyalg',
    'AES',
    '-keysize',
    '256',
    ...store('keytool-secret'),
  );
  const file = (name: string, certificates: number, keys: number): Pkcs12File => ({
    name,
    password,
    certificates,
    keys,
  });
  return [
    file('keytool-default', 1, 1),
    file('keytool-legacy', 1, 1),
    file('keytool-ec', 1, 1),
    file('keytool-several', 4, 3),
    file('keytool-truststore', 1, 0),
    file('keytool-secret', 0, 0),
  ];
}

/** Makes files with NSS's pk12util from a database of OpenSSL-made credentials. */
export function makeNssFiles(folder: PeerFolder): Pkcs12File[] {
  folder.run('mkdir', '-p', 'nss');
  folder.write('nss.empty', '\n');
  folder.write('nss.password', `${password}\n`);
  folder.write('nss-unicode.password', `${unicode}\n`);
  folder.run('certutil', '-N', '-d', 'sql:nss', '--empty-password');
  for (const [name, credential] of [
    ['nss-source-rsa', 'rsa'],
    ['nss-source-ec', 'ec-p256'],
  ] as const) {
    exportPkcs12(folder, name, credential === 'rsa' ? 'rsa' : 'p256', password, ['-legacy', '-name', credential]);
    folder.run('pk12util', '-i', `${name}.p12`, '-d', 'sql:nss', '-w', 'nss.password', '-k', 'nss.empty');
  }
  const write = (name: string, nickname: string, secret: string, ...options: readonly string[]): Pkcs12File => {
    const passwordFile = secret === unicode ? 'nss-unicode.password' : 'nss.password';
    folder.run(
      'pk12util',
      '-o',
      `${name}.p12`,
      '-n',
      nickname,
      '-d',
      'sql:nss',
      '-k',
      'nss.empty',
      '-w',
      passwordFile,
      ...options,
    );
    return { name, password: secret, certificates: 2, keys: 1, slow: true };
  };
  const legacy = 'PKCS #12 V2 PBE With SHA-1 And';
  return [
    write('nss-default', 'rsa', password),
    write('nss-legacy', 'rsa', password, '-c', `${legacy} 3KEY Triple DES-CBC`, '-C', `${legacy} 40 Bit RC2 CBC`),
    write('nss-aes-256', 'rsa', password, '-c', 'AES-256-CBC', '-C', 'AES-256-CBC', '-M', 'SHA-512'),
    write('nss-no-certificate-encryption', 'rsa', password, '-C', 'NONE'),
    write('nss-ec', 'ec-p256', password),
    write('nss-unicode', 'rsa', unicode),
  ];
}
