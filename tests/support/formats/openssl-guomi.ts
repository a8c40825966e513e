// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import type { PeerFolder } from './peer-tools.ts';

/** The user ID of GM/T 0009 §10. Always passed, because OpenSSL 4.0 changes its default. */
const userId = 'distid:1234567812345678';

/**
 * Makes an SM2 key and its self-signed certificate as `NAME.key`, `NAME.pem` and `NAME.der`.
 * @param scalar 64 hex digits; random by default
 */
export function makeSm2Identity(folder: PeerFolder, name: string, subject: string, scalar?: string): void {
  if (scalar === undefined) folder.run('openssl', 'genpkey', '-algorithm', 'SM2', '-out', `${name}.key`);
  else {
    const sm2 = '1.2.156.10197.1.301';
    const lines = ['asn1=SEQUENCE:key', '[key]', 'version=INTEGER:1', `scalar=${octets(scalar)}`];
    writeAsn1(folder, 'sec1.der', [...lines, `curve=EXPLICIT:0,OID:${sm2}`]);
    folder.run('openssl', 'pkey', '-inform', 'DER', '-in', 'sec1.der', '-out', `${name}.key`);
  }
  const signing = ['-sm3', '-sigopt', userId, '-days', '3650', '-utf8', '-subj', subject];
  folder.run('openssl', 'req', '-x509', '-new', '-key', `${name}.key`, ...signing, '-out', `${name}.pem`);
  folder.run('openssl', 'x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
}

/** Returns the private scalar as OpenSSL prints it, in 64 hex digits. */
export function scalarOf(folder: PeerFolder, key: string): string {
  const text = folder.run('openssl', 'pkey', '-in', key, '-text', '-noout').toString();
  const hex = /priv:\s*([0-9a-f:\s]+)pub:/.exec(text)?.[1]?.replaceAll(/[^0-9a-f]/g, '') ?? '';
  return hex.slice(-64).padStart(64, '0');
}

/** Writes `file` in DER from lines of OpenSSL's ASN1_generate_nconf(3). */
function writeAsn1(folder: PeerFolder, file: string, lines: readonly string[]): void {
  folder.write(`${file}.cnf`, `${lines.join('\n')}\n`);
  folder.run('openssl', 'asn1parse', '-genconf', `${file}.cnf`, '-noout', '-out', file);
}

const octets = (hex: string): string => `FORMAT:HEX,OCTETSTRING:${hex}`;
const gmData = '1.2.156.10197.6.1.4.2.1';

/** IV and key of CFCA's format, as options of `openssl enc`. */
function cfcaSecrets(folder: PeerFolder, password: string | Uint8Array): readonly string[] {
  const octetsOf = typeof password === 'string' ? Buffer.from(password) : password;
  folder.write('derive', Buffer.concat([octetsOf, Buffer.from([0, 0, 0, 1])]));
  const digest = folder.run('openssl', 'dgst', '-sm3', '-r', 'derive').toString().slice(0, 64);
  return ['-iv', digest.slice(0, 32), '-K', digest.slice(32)];
}

export interface CfcaOptions {
  readonly password: string | Uint8Array;
  readonly oid?: string;
  /** Hex. Defaults to the key's scalar. */
  readonly scalar?: string;
  readonly certificate?: string;
}

/** Writes `NAME.sm2` from the identity NAME with OpenSSL only. */
export function writeCfcaByOpenssl(folder: PeerFolder, name: string, options: CfcaOptions): string {
  const { password, oid = '1.2.156.10197.1.104', certificate = name } = options;
  folder.write('plain', Buffer.from(options.scalar ?? scalarOf(folder, `${name}.key`), 'hex'));
  const ciphertext = folder.run('openssl', 'enc', '-sm4-cbc', ...cfcaSecrets(folder, password), '-in', 'plain');
  writeAsn1(folder, `${name}.sm2`, [
    'asn1=SEQUENCE:file',
    '[file]',
    'version=INTEGER:1',
    'key=SEQUENCE:key',
    'certificate=SEQUENCE:certificate',
    '[key]',
    `type=OID:${gmData}`,
    `cipher=OID:${oid}`,
    `content=${octets(ciphertext.toString('hex'))}`,
    '[certificate]',
    `type=OID:${gmData}`,
    `content=${octets(readFileSync(folder.file(`${certificate}.der`)).toString('hex'))}`,
  ]);
  return folder.file(`${name}.sm2`);
}

/** Returns the scalar (hex) and certificate OpenSSL finds in a file. Throws for a wrong password. */
export function openCfcaByOpenssl(folder: PeerFolder, file: string, password: string) {
  const parsed = folder.run('openssl', 'asn1parse', '-inform', 'DER', '-in', file).toString();
  const [ciphertext = '', certificate = ''] = [...parsed.matchAll(/OCTET STRING +\[HEX DUMP\]:([0-9A-F]+)/g)].map(
    ([, hex = '']) => hex,
  );
  folder.write('ciphertext', Buffer.from(ciphertext, 'hex'));
  const secrets = cfcaSecrets(folder, password);
  const scalar = folder.run('openssl', 'enc', '-d', '-sm4-cbc', ...secrets, '-in', 'ciphertext').toString('hex');
  return { scalar, certificate: certificate.toLowerCase() };
}

/** Encrypts to NAME.key if it exists, else to NAME.pub. Returns the parts of SM2Cipher (GB/T 35276 §7.2) in hex. */
function sm2Encrypt(folder: PeerFolder, name: string, plain: Buffer) {
  folder.write('plain', plain);
  if (existsSync(folder.file(`${name}.key`))) {
    folder.run('openssl', 'pkey', '-in', `${name}.key`, '-pubout', '-out', `${name}.pub`);
  }
  folder.run('openssl', 'pkeyutl', '-encrypt', '-pubin', '-inkey', `${name}.pub`, '-in', 'plain', '-out', 'cipher');
  const parsed = folder.run('openssl', 'asn1parse', '-inform', 'DER', '-in', 'cipher').toString();
  const [x = '', y = '', hash = '', content = ''] = [...parsed.matchAll(/:([0-9A-F]{2,})$/gm)].map(
    ([, hex = '']) => hex,
  );
  return { x: x.padStart(64, '0'), y: y.padStart(64, '0'), hash, content };
}

/** Returns X and Y of the public key. */
function pointOf(folder: PeerFolder, name: string): Buffer {
  return folder.run('openssl', 'pkey', '-in', `${name}.key`, '-pubout', '-outform', 'DER').subarray(-64);
}

/**
 * Returns CFCA's reply in base64: X, Y and D of the key `encryption`, encrypted to the key `signing`. `scalar` names a
 * key whose D is used instead.
 */
export function writeKeyReply(folder: PeerFolder, signing: string, encryption: string, scalar = encryption): string {
  const point = pointOf(folder, encryption);
  const plain = Buffer.concat([point, Buffer.from(scalarOf(folder, `${scalar}.key`), 'hex')]);
  const { x, y, hash, content } = sm2Encrypt(folder, signing, plain);
  const lines = ['asn1=SEQUENCE:reply', '[reply]', 'version=INTEGER:1', `key=${octets(x + y + hash + content)}`];
  writeAsn1(folder, 'reply.der', lines);
  return readFileSync(folder.file('reply.der')).toString('base64');
}

/** Padding of the private key in an SM2EnvelopedKey, which the standard doesn't specify. */
export type KeyPadding = 'none' | 'pkcs7' | 'skf';

/**
 * Returns the SM2EnvelopedKey (GB/T 35276 §7.4) of `encryption` for the key of `signing`. `skf` adds leading zeros, as
 * in SKF structures.
 */
export function writeSm2EnvelopedKey(
  folder: PeerFolder,
  signing: string,
  encryption: string,
  padding: KeyPadding = 'none',
): Buffer {
  const { x, y, hash, content } = sm2Encrypt(folder, signing, Buffer.alloc(16, 7));
  const zeros = Buffer.alloc(padding === 'skf' ? 32 : 0);
  folder.write('plain', Buffer.concat([zeros, Buffer.from(scalarOf(folder, `${encryption}.key`), 'hex')]));
  const pad = padding === 'pkcs7' ? [] : ['-nopad'];
  const encrypted = folder.run('openssl', 'enc', '-sm4-ecb', ...pad, '-K', '07'.repeat(16), '-in', 'plain');
  const own = pointOf(folder, encryption);
  const point = Buffer.concat([Buffer.from([4]), zeros, own.subarray(0, 32), zeros, own.subarray(32)]);
  writeAsn1(folder, 'enveloped-key.der', [
    'asn1=SEQUENCE:envelope',
    '[envelope]',
    'algorithm=SEQUENCE:algorithm',
    'cipher=SEQUENCE:cipher',
    `public=FORMAT:HEX,BITSTRING:${point.toString('hex')}`,
    `private=FORMAT:HEX,BITSTRING:${encrypted.toString('hex')}`,
    '[algorithm]',
    'type=OID:1.2.156.10197.1.104.1',
    'parameters=NULL',
    '[cipher]',
    `x=INTEGER:0x${x}`,
    `y=INTEGER:0x${y}`,
    `hash=${octets(hash)}`,
    `content=${octets(content)}`,
  ]);
  return readFileSync(folder.file('enveloped-key.der'));
}

export interface SealedContent {
  readonly recipient: string;
  readonly plain: Uint8Array;
}

/** Returns GM/T 0010 EnvelopedData for one recipient with issuer CN=`issuer` and serial number 0x1234abcd. */
export function writeGmEnvelope(folder: PeerFolder, issuer: string, sealed?: SealedContent): Buffer {
  const [secret, iv] = ['2b'.repeat(16), '00'.repeat(16)];
  const { key, data, lines } = sealed ? seal(folder, sealed, secret, iv) : unsealed;
  writeAsn1(folder, 'envelope.der', [
    'asn1=SEQUENCE:info',
    '[info]',
    'type=OID:1.2.156.10197.6.1.4.2.3',
    'content=EXPLICIT:0,SEQUENCE:data',
    '[data]',
    'version=INTEGER:1',
    'recipients=SET:recipients',
    'content=SEQUENCE:content',
    '[recipients]',
    'one=SEQUENCE:recipient',
    '[recipient]',
    'version=INTEGER:1',
    'holder=SEQUENCE:holder',
    'algorithm=SEQUENCE:sm2',
    `key=${key}`,
    '[holder]',
    'issuer=SEQUENCE:name',
    'serial=INTEGER:0x1234abcd',
    '[name]',
    'part=SET:part',
    '[part]',
    'attribute=SEQUENCE:attribute',
    '[attribute]',
    'type=OID:2.5.4.3',
    `value=FORMAT:UTF8,UTF8String:${issuer}`,
    '[sm2]',
    'type=OID:1.2.156.10197.1.301.3',
    '[content]',
    `type=OID:${gmData}`,
    'cipher=SEQUENCE:content_cipher',
    `data=IMPLICIT:0,${octets(data)}`,
    '[content_cipher]',
    'type=OID:1.2.156.10197.1.104.2',
    `iv=${octets(iv)}`,
    ...lines,
  ]);
  return readFileSync(folder.file('envelope.der'));
}

const unsealed = { key: octets('00'.repeat(120)), data: '00'.repeat(32), lines: [] };

function seal(folder: PeerFolder, { recipient, plain }: SealedContent, secret: string, iv: string) {
  const { x, y, hash, content } = sm2Encrypt(folder, recipient, Buffer.from(secret, 'hex'));
  folder.write('content', plain);
  const data = folder.run('openssl', 'enc', '-sm4-cbc', '-K', secret, '-iv', iv, '-in', 'content').toString('hex');
  const lines = [
    '[cipher]',
    `x=INTEGER:0x${x}`,
    `y=INTEGER:0x${y}`,
    `hash=${octets(hash)}`,
    `content=${octets(content)}`,
  ];
  return { key: 'OCTWRAP,SEQUENCE:cipher', data, lines };
}
