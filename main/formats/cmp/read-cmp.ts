// SPDX-License-Identifier: Apache-2.0
import {
  childrenOf,
  contentOf,
  contextTag,
  damagedAt,
  encodingOf,
  expectElement,
  listChildren,
  readElement,
  readWhole,
  tags,
  type DerElement,
} from '../../x509/der/der-reader.ts';
import { readString } from '../../x509/der/der-strings.ts';
import { integerToNumber } from '../../x509/der/der-values.ts';
import { protectedPart } from './write-cmp.ts';
import { bodyNumbers, type BodyKind } from './cmp-oids.ts';

export interface CmpStatus {
  /** PKIStatus (RFC 9810 §5.2.3): 0 accepted, 1 grantedWithMods, 2 rejection, 3 waiting, … */
  readonly status: number;
  readonly text: string | null;
  readonly failures: readonly string[];
}

export type CmpBody =
  | {
      readonly kind: 'certificate';
      readonly certReqId: Uint8Array;
      readonly status: CmpStatus;
      readonly certificate: Uint8Array | null;
    }
  | { readonly kind: 'poll'; readonly certReqId: Uint8Array; readonly checkAfterSeconds: number }
  | { readonly kind: 'revocation'; readonly status: CmpStatus }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'error'; readonly status: CmpStatus };

export interface CmpMessage {
  readonly transactionId: Uint8Array | null;
  readonly senderNonce: Uint8Array | null;
  readonly recipNonce: Uint8Array | null;
  readonly protectionAlgorithm: Uint8Array | null;
  readonly protection: Uint8Array | null;
  readonly protectedPart: Uint8Array;
  readonly extraCertificates: readonly Uint8Array[];
  readonly body: CmpBody;
}

const maxExtraCertificates = 20;
const maxText = 500;

/**
 * Doesn't verify the protection.
 * @throws `damaged`, `limit-exceeded`
 */
export function readCmpMessage(der: Uint8Array): CmpMessage {
  const whole = readWhole(der, tags.sequence);
  const [header, body, ...rest] = listChildren(der, whole, 4);
  if (header?.tag !== tags.sequence || body === undefined) throw damagedAt(whole.content);
  const protection = rest.find(({ tag }) => tag === contextTag(0));
  const extra = rest.find(({ tag }) => tag === contextTag(1));
  return {
    ...readHeader(der, header),
    protection: protection === undefined ? null : bitsOf(der, inner(der, protection)),
    protectedPart: protectedPart(encodingOf(der, header), encodingOf(der, body)),
    extraCertificates: extra === undefined ? [] : certificatesIn(der, inner(der, extra)),
    body: readBody(der, body),
  };
}

function readHeader(der: Uint8Array, header: DerElement) {
  const fields = listChildren(der, header, 12);
  const field = (number: number): DerElement | null => {
    const found = fields.slice(3).find(({ tag }) => tag === contextTag(number));
    return found === undefined ? null : inner(der, found);
  };
  const octets = (number: number): Uint8Array | null => {
    const value = field(number);
    if (value !== null && value.tag !== tags.octetString) throw damagedAt(value.start);
    return value && contentOf(der, value);
  };
  const algorithm = field(1);
  return {
    transactionId: octets(4),
    senderNonce: octets(5),
    recipNonce: octets(6),
    protectionAlgorithm: algorithm && encodingOf(der, algorithm),
  };
}

function readBody(der: Uint8Array, body: DerElement): CmpBody {
  const [kind] = Object.entries(bodyNumbers).find(([, number]) => contextTag(number) === body.tag) ?? [];
  const content = inner(der, body);
  switch (kind as BodyKind | undefined) {
    case 'ip':
    case 'cp':
    case 'kup':
      return readCertificateResponse(der, content);
    case 'pollRep':
      return readPollReply(der, content);
    case 'rp': {
      const statuses = expectElement(der, tags.sequence, content.content, content.end);
      return { kind: 'revocation', status: readStatus(der, only(der, statuses)) };
    }
    case 'pkiconf':
      return { kind: 'confirmed' };
    case 'error':
      return {
        kind: 'error',
        status: readStatus(der, expectElement(der, tags.sequence, content.content, content.end)),
      };
    default:
      throw damagedAt(body.start);
  }
}

/** RFC 9810 §5.3.4. `caPubs` must not be trusted. */
function readCertificateResponse(der: Uint8Array, content: DerElement): CmpBody {
  const responses = listChildren(der, content, 2).find(({ tag }) => tag === tags.sequence);
  if (responses === undefined) throw damagedAt(content.content);
  const [certReqId, status, pair] = listChildren(der, only(der, responses), 4);
  if (certReqId?.tag !== tags.integer || status?.tag !== tags.sequence) throw damagedAt(responses.content);
  return {
    kind: 'certificate',
    certReqId: encodingOf(der, certReqId),
    status: readStatus(der, status),
    certificate: pair?.tag === tags.sequence ? readCertifiedKeyPair(der, pair) : null,
  };
}

/** Returns null if the certificate is encrypted. */
function readCertifiedKeyPair(der: Uint8Array, pair: DerElement): Uint8Array | null {
  const choice = readElement(der, pair.content, pair.end);
  return choice.tag === contextTag(0) ? encodingOf(der, inner(der, choice)) : null;
}

function readPollReply(der: Uint8Array, content: DerElement): CmpBody {
  const [certReqId, checkAfter] = listChildren(der, only(der, content), 3);
  if (certReqId?.tag !== tags.integer || checkAfter?.tag !== tags.integer) throw damagedAt(content.content);
  return {
    kind: 'poll',
    certReqId: encodingOf(der, certReqId),
    checkAfterSeconds: integerToNumber(der, checkAfter),
  };
}

function readStatus(der: Uint8Array, info: DerElement): CmpStatus {
  const [status, ...rest] = listChildren(der, info, 3);
  if (status?.tag !== tags.integer) throw damagedAt(info.content);
  const texts = rest.find(({ tag }) => tag === tags.sequence);
  const bits = rest.find(({ tag }) => tag === tags.bitString);
  const text =
    texts === undefined ? '' : [...childrenOf(der, texts, 20)].map((each) => readString(der, each)).join(' ');
  return {
    status: integerToNumber(der, status),
    text: text === '' ? null : text.slice(0, maxText),
    failures: bits === undefined ? [] : failuresOf(der, bits),
  };
}

const failureNames = [
  'badAlg',
  'badMessageCheck',
  'badRequest',
  'badTime',
  'badCertId',
  'badDataFormat',
  'wrongAuthority',
  'incorrectData',
  'missingTimeStamp',
  'badPOP',
  'certRevoked',
  'certConfirmed',
  'wrongIntegrity',
  'badRecipientNonce',
  'timeNotAvailable',
  'unacceptedPolicy',
  'unacceptedExtension',
  'addInfoNotAvailable',
  'badSenderNonce',
  'badCertTemplate',
  'signerNotTrusted',
  'transactionIdInUse',
  'unsupportedVersion',
  'notAuthorized',
  'systemUnavail',
  'systemFailure',
  'duplicateCertReq',
];

function failuresOf(der: Uint8Array, { content, end }: DerElement): string[] {
  return failureNames.filter((_, bit) => {
    const octet = content + 1 + (bit >> 3);
    return octet < end && ((der[octet] as number) & (0x80 >> (bit & 7))) !== 0;
  });
}

function certificatesIn(der: Uint8Array, sequence: DerElement): Uint8Array[] {
  return listChildren(der, sequence, maxExtraCertificates).map((each) => encodingOf(der, each));
}

function inner(der: Uint8Array, tagged: DerElement): DerElement {
  return readElement(der, tagged.content, tagged.end);
}

function only(der: Uint8Array, sequence: DerElement): DerElement {
  const [first, second] = listChildren(der, sequence, 2);
  if (first?.tag !== tags.sequence || second !== undefined) throw damagedAt(sequence.content);
  return first;
}

function bitsOf(der: Uint8Array, bits: DerElement): Uint8Array {
  if (bits.tag !== tags.bitString || der[bits.content] !== 0) throw damagedAt(bits.start);
  return der.subarray(bits.content + 1, bits.end);
}
