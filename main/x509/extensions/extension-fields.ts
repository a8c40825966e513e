// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  childrenOf,
  contextTag,
  damagedAt,
  expectElement,
  maxChildren,
  readElement,
  tags,
  type DerElement,
} from '../der/der-reader.ts';
import { readOid, toHex } from '../der/der-values.ts';
import { readGeneralNames, type GeneralName } from '../names/general-names.ts';

export interface CertificateExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: DerElement;
}

export interface ExtensionFields {
  readonly isCa: boolean;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  readonly alternativeNames: readonly GeneralName[];
  /** RFC 5280 §4.2.1.3, with digitalSignature as bit 0. Null allows any use. */
  readonly keyUsage: number | null;
}

const oids = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
} as const;

export function* extensionsOf(bytes: Uint8Array, wrapper: DerElement): Generator<CertificateExtension> {
  const list = expectElement(bytes, tags.sequence, wrapper.content, wrapper.end);
  for (const extension of childrenOf(bytes, list)) yield readExtension(bytes, extension);
}

function readExtension(bytes: Uint8Array, extension: DerElement): CertificateExtension {
  if (extension.tag !== tags.sequence) throw damagedAt(extension.start);
  const type = readElement(bytes, extension.content, extension.end);
  let value = readElement(bytes, type.end, extension.end);
  let critical = false;
  if (value.tag === tags.boolean) {
    critical = bytes[value.content] !== 0;
    value = readElement(bytes, value.end, extension.end);
  }
  if (value.tag !== tags.octetString) throw damagedAt(value.start);
  return { oid: readOid(bytes, type), critical, value };
}

/**
 * Treats malformed values as absent.
 * @throws `damaged`, `limit-exceeded`
 */
export function readExtensionFields(bytes: Uint8Array, wrapper: DerElement): ExtensionFields {
  let isCa = false;
  let subjectKeyId: string | null = null;
  let authorityKeyId: string | null = null;
  let alternativeNames: readonly GeneralName[] = [];
  let keyUsage: number | null = null;
  const list = expectElement(bytes, tags.sequence, wrapper.content, wrapper.end);
  // Not `childrenOf`, because generators are slower.
  for (let at = list.content, count = 0; at < list.end; count++) {
    if (count >= maxChildren) throw new AppError('limit-exceeded', { limit: 'objects' });
    const extension = readElement(bytes, at, list.end);
    at = extension.end;
    const { oid, value } = readExtension(bytes, extension);
    try {
      if (oid === oids.basicConstraints) isCa = readIsCa(bytes, value);
      else if (oid === oids.subjectKeyIdentifier) subjectKeyId = readSubjectKeyId(bytes, value);
      else if (oid === oids.authorityKeyIdentifier) authorityKeyId = readAuthorityKeyId(bytes, value);
      else if (oid === oids.keyUsage) keyUsage = readKeyUsage(bytes, value);
      else if (oid === oids.subjectAltName) {
        alternativeNames = readGeneralNames(bytes, expectElement(bytes, tags.sequence, value.content, value.end));
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return { isCa, subjectKeyId, authorityKeyId, alternativeNames, keyUsage };
}

function readIsCa(bytes: Uint8Array, value: DerElement): boolean {
  const constraints = expectElement(bytes, tags.sequence, value.content, value.end);
  if (constraints.content === constraints.end) return false;
  const first = readElement(bytes, constraints.content, constraints.end);
  return first.tag === tags.boolean && bytes[first.content] !== 0;
}

/** X.690 §8.6 */
function readKeyUsage(bytes: Uint8Array, value: DerElement): number {
  const bits = expectElement(bytes, tags.bitString, value.content, value.end);
  let usage = 0;
  for (let bit = 0; bit < 9; bit += 1) {
    const octet = bits.content + 1 + (bit >> 3);
    if (octet < bits.end && ((bytes[octet] ?? 0) & (0x80 >> (bit & 7))) !== 0) usage |= 1 << bit;
  }
  return usage;
}

function readSubjectKeyId(bytes: Uint8Array, value: DerElement): string {
  const id = expectElement(bytes, tags.octetString, value.content, value.end);
  return toHex(bytes, id.content, id.end);
}

function readAuthorityKeyId(bytes: Uint8Array, value: DerElement): string | null {
  const list = expectElement(bytes, tags.sequence, value.content, value.end);
  if (list.content === list.end) return null;
  const first = readElement(bytes, list.content, list.end);
  return first.tag === contextTag(0, false) ? toHex(bytes, first.content, first.end) : null;
}
