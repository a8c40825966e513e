// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { FoundCertificate } from '../../../main/formats/inspect/inspection.ts';
import type { IncomingKey } from '../../../main/vault/records/key-envelopes.ts';
import * as der from '../../../main/x509/der/der-writer.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';

export interface ManyCertificates {
  readonly certificates: readonly FoundCertificate[];
  /** All certificates share this key, so that ten thousand take only seconds. */
  readonly key: IncomingKey;
}

const surnames = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗');
const givenNames = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平');
const issuers = [
  '示例银行个人CA',
  '测试认证中心 OCA31',
  'Example Personal CA G2',
  'Sample Trust Issuing CA',
  '演示电子签章CA',
];
const day = 86_400_000;

export function nameOf(index: number): string {
  const given = givenNames[Math.floor(index / surnames.length) % givenNames.length] ?? '';
  return `${surnames[index % surnames.length] ?? ''}${given}${String(index).padStart(5, '0')}`;
}

/** One in eight certificates has expired at `now`, some expire soon, and the issuers rotate. */
export function makeManyCertificates(count: number, now = Date.now()): ManyCertificates {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const certificates = Array.from({ length: count }, (_, index) => {
    const bytes = certificate(index, spki, privateKey, now);
    return { der: bytes, fields: readCertificateFields(bytes), friendlyName: null };
  });
  const first = certificates[0];
  if (first === undefined) throw new Error('no certificate was asked for');
  const { spkiSha256, algorithm } = first.fields;
  return {
    certificates,
    key: { pkcs8: privateKey.export({ type: 'pkcs8', format: 'der' }), spkiSha256, algorithm },
  };
}

const ecdsaWithSha256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));

function certificate(index: number, spki: Uint8Array, key: KeyObject, now: number): Uint8Array {
  const end = now + ((index % 8 === 0 ? -1 : 1) * (20 + ((index * 7) % 900)) + 0.5) * day;
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(0x10_0000 + index),
    ecdsaWithSha256,
    name(issuers[index % issuers.length] ?? '', '示例银行'),
    der.sequence(time(end - 1000 * day), time(end)),
    name(`051@${nameOf(index)}@11010119900101${String(index % 10_000).padStart(4, '0')}@1`, '示例银行'),
    spki,
  );
  return der.sequence(tbs, ecdsaWithSha256, der.bitString(sign('sha256', tbs, key)));
}

function name(commonName: string, organisation: string): Uint8Array {
  const part = (type: string, text: string) => der.set(der.sequence(der.oid(type), der.utf8String(text)));
  return der.sequence(part('2.5.4.10', organisation), part('2.5.4.3', commonName));
}

/** Encodes a GeneralizedTime (RFC 5280 §4.1.2.5.2). */
function time(ms: number): Uint8Array {
  const text = new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return der.element(0x18, Buffer.from(text, 'latin1'));
}
