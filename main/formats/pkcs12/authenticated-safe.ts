// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  contentOf,
  contextTag,
  damagedAt,
  type DerElement,
  listChildren,
  readWhole,
  tags,
} from '../../x509/der/der-reader.ts';
import { berToDer } from '../der/ber-to-der.ts';
import { within } from '../der/views.ts';
import { contentTypes } from '../oids.ts';
import { readContentInfo, readOctets } from './pfx.ts';

export type Safe =
  | { readonly encrypted: false; readonly content: Uint8Array }
  | {
      readonly encrypted: true;
      readonly bytes: Uint8Array;
      readonly algorithm: DerElement;
      readonly ciphertext: Uint8Array;
    };

/**
 * RFC 7292 §4.1.
 * @throws `damaged`, `limit-exceeded`, `unsupported-algorithm` (public-key privacy mode)
 */
export function readAuthenticatedSafe(octets: Uint8Array): Safe[] {
  const bytes = berToDer(octets);
  return within(octets, bytes, () => readSafes(bytes));
}

function readSafes(bytes: Uint8Array): Safe[] {
  return listChildren(bytes, readWhole(bytes, tags.sequence)).map((info) => {
    const { type, content } = readContentInfo(bytes, info);
    switch (type) {
      case contentTypes.data:
      case contentTypes.gmData:
        return { encrypted: false, content: readOctets(bytes, content) };
      case contentTypes.encryptedData:
        return readEncryptedData(bytes, content);
      case contentTypes.envelopedData:
        throw new AppError('unsupported-algorithm', { algorithm: 'PKCS#12 public-key privacy (envelopedData)' });
      default:
        throw damagedAt(info.content);
    }
  });
}

function readEncryptedData(bytes: Uint8Array, data: DerElement): Safe {
  const [version, info] = listChildren(bytes, data);
  if (version?.tag !== tags.integer || info?.tag !== tags.sequence) throw damagedAt(data.start);
  const [type, algorithm, content] = listChildren(bytes, info);
  if (type?.tag !== tags.oid || algorithm?.tag !== tags.sequence || !content) throw damagedAt(info.start);
  return { encrypted: true, bytes, algorithm, ciphertext: implicitOctets(bytes, content) };
}

/** BER may split the OCTET STRING into pieces. */
export function implicitOctets(bytes: Uint8Array, element: DerElement): Uint8Array {
  if (element.tag === contextTag(0, false)) return contentOf(bytes, element);
  if (element.tag !== contextTag(0)) throw damagedAt(element.start);
  return Buffer.concat(listChildren(bytes, element).map((piece) => readOctets(bytes, piece)));
}
