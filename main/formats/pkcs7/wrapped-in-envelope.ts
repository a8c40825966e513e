// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { sm2CurveOid } from '../../x509/certificate/public-key-algorithm.ts';
import { contentOf, type DerElement, listChildren, readElement, readWhole, tags } from '../../x509/der/der-reader.ts';
import { readOid } from '../../x509/der/der-values.ts';
import { contentCipher, keyOfTriple, type WrappedKey } from '../cfca/wrapped-key.ts';
import { derKind } from '../der/der-kind.ts';
import { toPkcs8 } from '../keys/read-key.ts';
import { readSm2Cipher, type Sm2Ciphertext } from '../keys/sm2-decryption.ts';
import { pkcs8OfSm2, scalarLength, sm2PublicPoint } from '../keys/sm2-private-key.ts';
import { implicitOctets } from '../pkcs12/authenticated-safe.ts';

/**
 * Reads a GM/T 0010 EnvelopedData. Returns null unless the content is key-sized and a recipient uses SM2.
 * @throws `damaged` (`offset`), `unsupported-algorithm`, `limit-exceeded`
 */
export function wrappedInEnvelope(
  bytes: Uint8Array,
  recipients: readonly DerElement[],
  encrypted: DerElement,
): WrappedKey | null {
  const ciphertexts = recipients.slice(0, maxRecipients).flatMap((info) => sm2CiphertextIn(bytes, info) ?? []);
  const [, algorithm, content] = listChildren(bytes, encrypted);
  if (ciphertexts.length === 0 || algorithm?.tag !== tags.sequence || content === undefined) return null;
  const ciphertext = implicitOctets(bytes, content);
  if (ciphertext.length === 0 || ciphertext.length % block !== 0 || ciphertext.length > maxKeyContent) return null;
  const decrypt = contentCipher(bytes, algorithm);
  return {
    ciphertexts,
    pair: null,
    unwrap(key) {
      if (key.length !== block) throw new AppError('damaged');
      const plain = decrypt(key, ciphertext);
      const padding = plain.at(-1) ?? 0;
      const isPadded = padding >= 1 && padding <= block && plain.subarray(-padding).every((each) => each === padding);
      try {
        return isPadded ? keyIn(plain.subarray(0, -padding)) : null;
      } finally {
        plain.fill(0);
      }
    },
  };
}

const maxRecipients = 20;
/** Bytes. An SM2 key in PKCS#8 has 138. */
const maxKeyContent = 1024;
const block = 16;

/** RFC 5652 §6.2.1 with the algorithms of GM/T 0006. */
function sm2CiphertextIn(bytes: Uint8Array, info: DerElement): Sm2Ciphertext | null {
  if (info.tag !== tags.sequence) return null;
  const [, , algorithm, key] = listChildren(bytes, info);
  const [type] = algorithm?.tag === tags.sequence ? listChildren(bytes, algorithm) : [];
  if (type?.tag !== tags.oid || key?.tag !== tags.octetString) return null;
  if (!readOid(bytes, type).startsWith(`${sm2CurveOid}.`)) return null;
  const octets = contentOf(bytes, key);
  try {
    return readSm2Cipher(octets, readWhole(octets, tags.sequence));
  } catch {
    return null;
  }
}

function keyIn(plain: Uint8Array): Uint8Array | null {
  if (plain.length === 3 * scalarLength) return keyOfTriple(plain);
  if (plain.length === scalarLength) {
    const point = sm2PublicPoint(plain);
    return point && pkcs8OfSm2(plain, point);
  }
  const kind = plain[0] === tags.sequence ? derKind(plain, readElement(plain)) : 'unknown';
  return kind === 'pkcs8' || kind === 'ec-key' ? Uint8Array.from(toPkcs8(plain, kind)) : null;
}
