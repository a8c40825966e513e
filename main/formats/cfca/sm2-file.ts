// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { contentOf, damagedAt, type DerElement, listChildren, readWhole, tags } from '../../x509/der/der-reader.ts';
import { readOid } from '../../x509/der/der-values.ts';
import { contentTypes } from '../oids.ts';
import { algorithmName } from '../pbe/algorithm-names.ts';
import { encryptSm4Cbc, sm4Cbc } from '../pbe/primitives/ciphers.ts';
import { sm3Hash } from '../pbe/primitives/hashes.ts';

/**
 * CFCA's file with one SM2 key and its certificate ("PKCS12_SM2"). The format is unpublished and was derived from
 * samples.
 */
export interface CfcaSm2File {
  readonly ciphertext: Uint8Array;
  readonly certificate: Uint8Array;
}

/** SM4 and SM4-CBC. CFCA uses both for CBC. */
const ciphers: ReadonlySet<string> = new Set(['1.2.156.10197.1.104', '1.2.156.10197.1.104.2']);
export const cfcaCipherOid = '1.2.156.10197.1.104';

const block = 16;

export function readCfcaSm2File(bytes: Uint8Array): CfcaSm2File {
  const whole = readWhole(bytes, tags.sequence);
  const [version, key, certificate, ...rest] = listChildren(bytes, whole);
  if (version?.tag !== tags.integer || !key || !certificate || rest.length > 0) throw damagedAt(whole.content);
  const [keyType, cipher, ciphertext] = fieldsOf(bytes, key, 3);
  const [certificateType, content] = fieldsOf(bytes, certificate, 2);
  for (const type of [keyType, certificateType]) {
    if (!type || readOid(bytes, type) !== contentTypes.gmData) throw damagedAt(type?.start ?? whole.content);
  }
  if (!cipher || ciphertext?.tag !== tags.octetString) throw damagedAt(key.start);
  const oid = readOid(bytes, cipher);
  if (!ciphers.has(oid)) throw new AppError('unsupported-algorithm', { algorithm: algorithmName(oid) });
  const length = ciphertext.end - ciphertext.content;
  if (length === 0 || length % block !== 0 || length > 3 * block) throw damagedAt(ciphertext.start);
  if (content?.tag !== tags.octetString) throw damagedAt(certificate.start);
  return { ciphertext: contentOf(bytes, ciphertext), certificate: contentOf(bytes, content) };
}

function fieldsOf(bytes: Uint8Array, parent: DerElement, count: number): DerElement[] {
  if (parent.tag !== tags.sequence) throw damagedAt(parent.start);
  const fields = listChildren(bytes, parent);
  if (fields.length !== count) throw damagedAt(parent.content);
  return fields;
}

/** Keeps the padding. */
export function decryptCfcaKey(password: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  return withDerived(password, (key, iv) => sm4Cbc.decrypt(key, iv, ciphertext));
}

/** @param scalar 32 octets */
export function encryptCfcaKey(password: Uint8Array, scalar: Uint8Array): Uint8Array {
  return withDerived(password, (key, iv) => encryptSm4Cbc(key, iv, scalar));
}

/** Derives key and IV as in GB/T 32918.3 §5.4.3, with one round and no salt. The output starts with the IV. */
function withDerived<T>(password: Uint8Array, work: (key: Uint8Array, iv: Uint8Array) => T): T {
  const derived = sm3Hash.digest(Buffer.concat([password, Buffer.from([0, 0, 0, 1])]));
  try {
    return work(derived.subarray(block), derived.subarray(0, block));
  } finally {
    derived.fill(0);
  }
}
