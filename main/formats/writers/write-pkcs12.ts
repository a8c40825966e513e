// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { ExportProfile } from '../../../shared/schemas/certificates/export-options.ts';
import {
  bmpString,
  explicit,
  implicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  set,
} from '../../x509/der/der-writer.ts';
import { type PbeHash, sha1Hash, sha256Hash, sm3Hash } from '../pbe/primitives/hashes.ts';
import { pkcs12Mac } from '../pbe/primitives/mac.ts';
import { bmpPassword } from '../pbe/password-candidates.ts';
import { encryptByProfile, encryptedPrivateKeyInfo, systemRandom, type RandomSource } from './profile-encryption.ts';

export interface Pkcs12Contents {
  /** DER, leaf first. */
  readonly certificates: readonly Uint8Array[];
  /** Unencrypted DER PKCS#8. The caller zeroes it. */
  readonly key: Uint8Array | null;
  /** Also used as keytool's alias. */
  readonly friendlyName: string | null;
  readonly password: string;
  readonly profile: ExportProfile;
}

/** Per encrypted part and for the MAC. .NET limits the total (KB5025823). `compatible` is for slow devices. */
const iterations: Readonly<Record<ExportProfile, number>> = {
  modern: 100_000,
  compatible: 20_000,
  // SM3 in JavaScript takes a third of a second.
  guomi: 50_000,
};

const pkcs7 = { data: '1.2.840.113549.1.7.1', encryptedData: '1.2.840.113549.1.7.6' } as const;
const bags = {
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
} as const;
const x509Certificate = '1.2.840.113549.1.9.22.1';
const attributes = { friendlyName: '1.2.840.113549.1.9.20', localKeyId: '1.2.840.113549.1.9.21' } as const;

/**
 * RFC 7292 §4. The key belongs to the first certificate, whose SHA-1 is the localKeyId. Blocks, so don't call it in the
 * main process.
 */
export async function writePkcs12(contents: Pkcs12Contents, random = systemRandom): Promise<Uint8Array> {
  const { certificates, key, friendlyName, password, profile } = contents;
  const leaf = certificates[0];
  const keyId = key === null || leaf === undefined ? null : Buffer.from(hash('sha1', leaf, 'hex'), 'hex');
  const bagAttributes = attributesOf(friendlyName, keyId);
  const rounds = iterations[profile];

  const safes: Uint8Array[] = [];
  if (certificates.length > 0) {
    const safeContents = sequence(
      ...certificates.map((certificate, index) => certificateBag(certificate, index === 0 ? bagAttributes : [])),
    );
    const { algorithm, ciphertext } = encryptByProfile(profile, safeContents, password, rounds, random);
    const content = sequence(oid(pkcs7.data), algorithm, implicit(0, ciphertext));
    safes.push(contentInfo(pkcs7.encryptedData, sequence(integer(0), content)));
  }
  if (key !== null) {
    const shrouded = encryptedPrivateKeyInfo(encryptByProfile(profile, key, password, rounds, random));
    safes.push(dataContent(sequence(bag(bags.shroudedKey, shrouded, bagAttributes))));
  }
  const authenticatedSafe = sequence(...safes);
  return sequence(integer(3), dataContent(authenticatedSafe), macData(authenticatedSafe, password, profile, random));
}

const macDigests: Readonly<Record<ExportProfile, readonly [hash: PbeHash, oid: string]>> = {
  modern: [sha256Hash, '2.16.840.1.101.3.4.2.1'],
  compatible: [sha1Hash, '1.3.14.3.2.26'],
  guomi: [sm3Hash, '1.2.156.10197.1.401'],
};

function contentInfo(type: string, content: Uint8Array): Uint8Array {
  return sequence(oid(type), explicit(0, content));
}

function dataContent(octets: Uint8Array): Uint8Array {
  return contentInfo(pkcs7.data, octetString(octets));
}

function certificateBag(certificate: Uint8Array, bagAttributes: readonly Uint8Array[]): Uint8Array {
  const value = sequence(oid(x509Certificate), explicit(0, octetString(certificate)));
  return bag(bags.certificate, value, bagAttributes);
}

function bag(type: string, value: Uint8Array, bagAttributes: readonly Uint8Array[]): Uint8Array {
  return sequence(oid(type), explicit(0, value), ...(bagAttributes.length > 0 ? [set(...bagAttributes)] : []));
}

function attributesOf(friendlyName: string | null, keyId: Uint8Array | null): Uint8Array[] {
  const list: Uint8Array[] = [];
  if (friendlyName) list.push(sequence(oid(attributes.friendlyName), set(bmpString(friendlyName))));
  if (keyId) list.push(sequence(oid(attributes.localKeyId), set(octetString(keyId))));
  return list;
}

function macData(data: Uint8Array, password: string, profile: ExportProfile, random: RandomSource): Uint8Array {
  const [digest, digestOid] = macDigests[profile];
  const salt = random(profile === 'compatible' ? 8 : 16);
  const octets = bmpPassword(password);
  const mac = pkcs12Mac(digest, octets, salt, iterations[profile], data);
  octets.fill(0);
  const digestInfo = sequence(sequence(oid(digestOid), nullValue()), octetString(mac));
  return sequence(digestInfo, octetString(salt), integer(iterations[profile]));
}
