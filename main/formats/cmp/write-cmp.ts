// SPDX-License-Identifier: Apache-2.0
import {
  bitString,
  element,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
} from '../../x509/der/der-writer.ts';
import { contextTag, tags } from '../../x509/der/der-reader.ts';
import { bodyNumbers, cmpOids, type BodyKind } from './cmp-oids.ts';

/** RFC 9810 §5.1.1. */
export interface WrittenHeader {
  readonly version: CmpVersion;
  /** DER Name, possibly empty. */
  readonly sender: Uint8Array;
  readonly messageTime: Date;
  readonly protectionAlgorithm: Uint8Array;
  readonly senderKid: Uint8Array | null;
  readonly transactionId: Uint8Array;
  readonly senderNonce: Uint8Array;
  readonly recipNonce: Uint8Array | null;
}

export const emptyName = sequence();

/** A message names the lowest version that suffices (RFC 9810 §7). */
const versions = { cmp2000: 2, cmp2021: 3 } as const;
export type CmpVersion = keyof typeof versions;

export function writeHeader(header: WrittenHeader): Uint8Array {
  const optional = (number: number, octets: Uint8Array | null) =>
    octets === null ? [] : [explicit(number, octetString(octets))];
  return sequence(
    integer(versions[header.version]),
    directoryName(header.sender),
    // The TLS certificate identifies the server, so the recipient may be empty (RFC 9483 §3.1).
    directoryName(emptyName),
    explicit(0, generalizedTime(header.messageTime)),
    explicit(1, header.protectionAlgorithm),
    ...optional(2, header.senderKid),
    ...optional(4, header.transactionId),
    ...optional(5, header.senderNonce),
    ...optional(6, header.recipNonce),
  );
}

export function writeBody(kind: BodyKind, content: Uint8Array): Uint8Array {
  return explicit(bodyNumbers[kind], content);
}

export function protectedPart(header: Uint8Array, body: Uint8Array): Uint8Array {
  return sequence(header, body);
}

export function writeMessage(
  header: Uint8Array,
  body: Uint8Array,
  protection: Uint8Array,
  extraCertificates: readonly Uint8Array[],
): Uint8Array {
  const extra = extraCertificates.length === 0 ? [] : [explicit(1, sequence(...extraCertificates))];
  return sequence(header, body, explicit(0, bitString(protection)), ...extra);
}

/** RFC 4211 §5. The fields are DER. */
export interface Template {
  readonly serialNumber?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly publicKey?: Uint8Array;
  readonly extensions?: Uint8Array;
}

/** Tags are IMPLICIT, except for Name, which is a CHOICE (X.680 §31.2.7). */
export function certTemplate({ serialNumber, issuer, subject, publicKey, extensions }: Template): Uint8Array {
  return sequence(
    ...(serialNumber ? [retagged(1, serialNumber, false)] : []),
    ...(issuer ? [explicit(3, issuer)] : []),
    ...(subject ? [explicit(5, subject)] : []),
    ...(publicKey ? [retagged(6, publicKey, true)] : []),
    ...(extensions ? [retagged(9, extensions, true)] : []),
  );
}

/** RFC 4211 §5. The fields of `replaces` are DER. */
export function certRequest(
  template: Template,
  replaces: { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array } | null,
): Uint8Array {
  const controls =
    replaces === null
      ? []
      : [sequence(sequence(oid(cmpOids.oldCertId), sequence(directoryName(replaces.issuer), replaces.serialNumber)))];
  return sequence(integer(0), certTemplate(template), ...controls);
}

/** Adds a signed proof of possession (RFC 4211 §4.1). */
export function certReqMessages(
  request: Uint8Array,
  proof: { readonly algorithm: Uint8Array; readonly signature: Uint8Array },
): Uint8Array {
  const popo = element(contextTag(1), proof.algorithm, bitString(proof.signature));
  return sequence(sequence(request, popo));
}

/** RFC 9810 §5.3.18. `certReqId` is a DER INTEGER. `namesHash` needs version `cmp2021`. */
export function certConfirm(
  certReqId: Uint8Array,
  { hash, namesHash, accepted }: { readonly hash: Uint8Array; readonly namesHash: boolean; readonly accepted: boolean },
): Uint8Array {
  const status = sequence(integer(accepted ? 0 : 2));
  const algorithm = namesHash ? [explicit(0, sequence(oid(cmpOids.sha256)))] : [];
  return sequence(sequence(octetString(hash), certReqId, status, ...algorithm));
}

/** RFC 9810 §5.3.22. */
export function pollRequest(certReqId: Uint8Array): Uint8Array {
  return sequence(sequence(certReqId));
}

/** RFC 9810 §5.3.9. `reason` is a CRLReason (RFC 5280 §5.3.1). */
export function revocationRequest(
  { issuer, serialNumber }: { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array },
  reason: number,
): Uint8Array {
  const value = octetString(element(tags.enumerated, Uint8Array.of(reason)));
  return sequence(sequence(certTemplate({ issuer, serialNumber }), sequence(sequence(oid(cmpOids.reasonCode), value))));
}

/** RFC 9481 §6.1.1. */
export function macAlgorithm(salt: Uint8Array, iterations: number): Uint8Array {
  return sequence(
    oid(cmpOids.passwordBasedMac),
    sequence(
      octetString(salt),
      sequence(oid(cmpOids.sha256), nullValue()),
      integer(iterations),
      sequence(oid(cmpOids.hmacWithSha256), nullValue()),
    ),
  );
}

function directoryName(name: Uint8Array): Uint8Array {
  return explicit(4, name);
}

function retagged(number: number, der: Uint8Array, constructed: boolean): Uint8Array {
  const headerLength = (der[1] as number) < 0x80 ? 2 : 2 + ((der[1] as number) & 0x7f);
  return element(contextTag(number, constructed), der.subarray(headerLength));
}

/** RFC 5280 §4.1.2.5.2 */
function generalizedTime(time: Date): Uint8Array {
  const text = `${time.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  return element(tags.generalizedTime, Buffer.from(text, 'ascii'));
}
