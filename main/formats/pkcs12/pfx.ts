// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  contentOf,
  contextTag,
  damagedAt,
  type DerElement,
  listChildren,
  readElement,
  tags,
} from '../../x509/der/der-reader.ts';
import { readOid } from '../../x509/der/der-values.ts';
import { contentTypes } from '../oids.ts';

export interface Pfx {
  readonly authenticatedSafe: Uint8Array;
  readonly macData: DerElement | null;
}

export function readPfx(bytes: Uint8Array): Pfx {
  const whole = readElement(bytes);
  const [version, authSafe, macData] = listChildren(bytes, whole);
  if (version?.tag !== tags.integer || authSafe?.tag !== tags.sequence) throw damagedAt(whole.content);
  if (macData && macData.tag !== tags.sequence) throw damagedAt(macData.start);
  const { type, content } = readContentInfo(bytes, authSafe);
  if (type === contentTypes.signedData) {
    throw new AppError('unsupported-algorithm', { algorithm: 'PKCS#12 public-key integrity (signedData)' });
  }
  if (type !== contentTypes.data && type !== contentTypes.gmData) throw damagedAt(authSafe.content);
  return { authenticatedSafe: readOctets(bytes, content), macData: macData ?? null };
}

export function readContentInfo(bytes: Uint8Array, info: DerElement): { type: string; content: DerElement } {
  if (info.tag !== tags.sequence) throw damagedAt(info.start);
  const [type, wrapper] = listChildren(bytes, info);
  if (!type || wrapper?.tag !== contextTag(0)) throw damagedAt(info.content);
  return { type: readOid(bytes, type), content: readElement(bytes, wrapper.content, wrapper.end) };
}

export function readOctets(bytes: Uint8Array, element: DerElement): Uint8Array {
  if (element.tag !== tags.octetString) throw damagedAt(element.start);
  return contentOf(bytes, element);
}
