// SPDX-License-Identifier: Apache-2.0
import {
  childrenOf,
  contentOf,
  contextTag,
  damagedAt,
  type DerElement,
  encodingOf,
  expectElement,
  listChildren,
  readElement,
  readWhole,
  tags,
} from '../der/der-reader.ts';
import { readTime } from '../der/der-times.ts';
import { readOid } from '../der/der-values.ts';
import { joinNameKey, readNameKey } from '../path/names/name-key.ts';
import { strictExtensionsOf } from '../path/strict-layout.ts';
import { type CertId, readCertId } from './cert-id.ts';
import { nonceOid } from './ocsp-request.ts';

/** OCSPResponseStatus, except `successful` (RFC 6960 §4.2.1). */
export const responderErrors = {
  1: 'malformed-request',
  2: 'internal-error',
  3: 'try-later',
  5: 'signature-required',
  6: 'unauthorized',
} as const;
export type ResponderError = (typeof responderErrors)[keyof typeof responderErrors];

export type CertStatus =
  | { readonly state: 'good' | 'unknown' }
  /** `reason` is a CRLReason (RFC 5280 §5.3.1). `at` is ISO 8601 UTC. */
  | { readonly state: 'revoked'; readonly at: string; readonly reason: number };

export interface SingleResponse {
  readonly certId: CertId;
  readonly status: CertStatus;
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
}

/** RFC 6960 §4.2.1. The signature is not verified. */
export interface OcspAnswer {
  readonly der: Uint8Array;
  /** From `joinNameKey`, or the SHA-1 of the key bits in hex. */
  readonly responder: { readonly nameKey: string } | { readonly keyHash: string };
  readonly responses: readonly SingleResponse[];
  readonly nonce: string | null;
  /** DER, not parsed. */
  readonly certificates: readonly Uint8Array[];
  /** False if there is an unknown critical extension. */
  readonly usable: boolean;
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
/** A pre-produced response may cover many certificates. */
const maxResponses = 1000;
const maxCertificates = 10;

export function readOcspResponse(der: Uint8Array): OcspAnswer | { readonly error: ResponderError } {
  const whole = readWhole(der, tags.sequence);
  const status = expectElement(der, tags.enumerated, whole.content, whole.end);
  if (status.end - status.content !== 1) throw damagedAt(status.start);
  const code = der[status.content] as number;
  if (code !== 0) {
    const error = (responderErrors as Readonly<Record<number, ResponderError>>)[code];
    if (error === undefined) throw damagedAt(status.start);
    return { error };
  }
  const wrapper = expectElement(der, contextTag(0), status.end, whole.end);
  const bytes = expectElement(der, tags.sequence, wrapper.content, wrapper.end);
  const type = readElement(der, bytes.content, bytes.end);
  if (readOid(der, type) !== basicResponse) throw damagedAt(type.start);
  const octets = expectElement(der, tags.octetString, type.end, bytes.end);
  if (octets.end !== bytes.end || bytes.end !== wrapper.end || wrapper.end !== whole.end) throw damagedAt(octets.end);
  return readBasic(contentOf(der, octets));
}

function readBasic(der: Uint8Array): OcspAnswer {
  const whole = readWhole(der, tags.sequence);
  const [data, , , wrapper, ...more] = listChildren(der, whole, 4);
  if (data?.tag !== tags.sequence || more.length > 0) throw damagedAt(whole.start);
  return { der, ...readData(der, data), certificates: wrapper ? readCertificates(der, wrapper) : [] };
}

function readCertificates(der: Uint8Array, wrapper: DerElement): Uint8Array[] {
  if (wrapper.tag !== contextTag(0)) throw damagedAt(wrapper.start);
  const list = expectElement(der, tags.sequence, wrapper.content, wrapper.end);
  return listChildren(der, list, maxCertificates).map((each) => encodingOf(der, each));
}

function readData(der: Uint8Array, data: DerElement): Omit<OcspAnswer, 'der' | 'certificates'> {
  const fields = listChildren(der, data, 5);
  if (fields[0]?.tag === contextTag(0)) checkVersion(der, fields.shift() as DerElement);
  const [responder, producedAt, list, wrapper, ...more] = fields;
  if (!responder || !producedAt || list?.tag !== tags.sequence || more.length > 0) throw damagedAt(data.content);
  readTime(der, producedAt);
  const singles = Array.from(childrenOf(der, list, maxResponses), (single) => readSingle(der, single));
  const extensions = wrapper ? readExtensions(der, wrapper, [nonceOid]) : noExtensions;
  return {
    responder: readResponder(der, responder),
    responses: singles,
    nonce: extensions.nonce,
    usable: extensions.usable && singles.every(({ usable }) => usable),
  };
}

/** Accepts an explicit v1, although DER omits defaults. */
function checkVersion(der: Uint8Array, wrapper: DerElement): void {
  const version = expectElement(der, tags.integer, wrapper.content, wrapper.end);
  const isFirst = version.end - version.content === 1 && der[version.content] === 0;
  if (!isFirst || version.end !== wrapper.end) throw damagedAt(wrapper.start);
}

function readResponder(der: Uint8Array, id: DerElement): OcspAnswer['responder'] {
  const inner = readElement(der, id.content, id.end);
  if (id.tag === contextTag(1)) return { nameKey: joinNameKey(readNameKey(der, inner)) };
  if (id.tag !== contextTag(2) || inner.tag !== tags.octetString) throw damagedAt(id.start);
  return { keyHash: Buffer.from(contentOf(der, inner)).toString('hex') };
}

function readSingle(der: Uint8Array, single: DerElement): SingleResponse & { readonly usable: boolean } {
  if (single.tag !== tags.sequence) throw damagedAt(single.start);
  const [certId, status, thisUpdate, ...rest] = listChildren(der, single, 5);
  if (!certId || !status || !thisUpdate) throw damagedAt(single.content);
  const next = rest[0]?.tag === contextTag(0) ? rest.shift() : undefined;
  const wrapper = rest[0]?.tag === contextTag(1) ? rest.shift() : undefined;
  if (rest.length > 0) throw damagedAt(rest[0]?.start ?? single.start);
  return {
    certId: readCertId(der, certId),
    status: readStatus(der, status),
    thisUpdate: readTime(der, thisUpdate),
    nextUpdate: next ? readTime(der, readElement(der, next.content, next.end)) : null,
    usable: wrapper ? readExtensions(der, wrapper, []).usable : true,
  };
}

function readStatus(der: Uint8Array, status: DerElement): CertStatus {
  if (status.tag === contextTag(0, false)) return { state: 'good' };
  if (status.tag === contextTag(2, false)) return { state: 'unknown' };
  if (status.tag !== contextTag(1)) throw damagedAt(status.start);
  const [time, wrapper] = listChildren(der, status, 2);
  if (!time) throw damagedAt(status.content);
  const at = readTime(der, time);
  if (!wrapper) return { state: 'revoked', at, reason: 0 };
  if (wrapper.tag !== contextTag(0)) throw damagedAt(wrapper.start);
  const reason = expectElement(der, tags.enumerated, wrapper.content, wrapper.end);
  if (reason.end - reason.content !== 1) throw damagedAt(reason.start);
  return { state: 'revoked', at, reason: der[reason.content] as number };
}

const noExtensions = { nonce: null, usable: true };

function readExtensions(der: Uint8Array, wrapper: DerElement, processed: readonly string[]) {
  let nonce: string | null = null;
  let usable = true;
  const list = expectElement(der, tags.sequence, wrapper.content, wrapper.end);
  for (const { oid, critical, value } of strictExtensionsOf(der, list)) {
    if (critical && !processed.includes(oid)) usable = false;
    if (oid === nonceOid) nonce = nonceOf(contentOf(der, value));
  }
  return { nonce, usable };
}

function nonceOf(value: Uint8Array): string {
  const isWrapped = value[0] === tags.octetString && value[1] === value.length - 2;
  return Buffer.from(isWrapped ? value.subarray(2) : value).toString('hex');
}
