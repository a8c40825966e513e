// SPDX-License-Identifier: Apache-2.0
import { contextTag, tags } from '../../x509/der/der-reader.ts';
import { type Member, membersOf } from './members.ts';

export type Shape = 'der' | 'pkcs12' | 'pkcs7';

/** RFC 2315 §14, GM/T 0010. Lower-case hex. */
const contentTypes = {
  containers: new Set(['2a864886f70d010701', '2a864886f70d010702', '2a811ccf550601040201', '2a811ccf550601040202']),
  signed: new Set(['2a864886f70d010702', '2a811ccf550601040202']),
  /** Only GM/T 0010, which CAs use for keys. Other envelopes are usually mail (S/MIME). */
  enveloped: new Set(['2a811ccf550601040203', '2a811ccf550601040204']),
};
const gmData = '2a811ccf550601040201';

const minBytes = 40;

/**
 * `sizeOf` returns the file's DER size, or -1 if that can't be `outerLength`. Only PKCS#12 and PKCS#7 may have an
 * indefinite length.
 */
export function shapeOfHead(head: Buffer, sizeOf: (outerLength: number) => number): Shape | null {
  const outer = membersOf(head, { content: 0, end: head.length }, 1)[0];
  if (outer?.tag !== tags.sequence) return null;
  const shape = shapeOf(head, outer);
  if (shape === null) return null;
  if (head[1] === 0x80) return shape === 'der' ? null : shape;
  return outer.end >= minBytes && sizeOf(outer.end) === outer.end ? shape : null;
}

function shapeOf(bytes: Buffer, outer: Member): Shape | null {
  const members = membersOf(bytes, outer, 10);
  const [first, second, third] = members;
  switch (first?.tag) {
    case tags.oid:
      return isContentType(hex(bytes, first)) && second?.tag === contextTag(0) ? 'pkcs7' : null;
    case tags.integer:
      if (isPkcs12(bytes, first, second)) return 'pkcs12';
      return isKey(bytes, members, outer) || isCfcaSm2(bytes, members) || isKeyReply(members, outer) ? 'der' : null;
    case tags.sequence:
      if (isSigned(bytes, outer, members) || isEncryptedKey(bytes, first, second, third, outer)) return 'der';
      return isSm2EnvelopedKey(bytes, members, outer) ? 'der' : null;
    default:
      return null;
  }
}

function isPkcs12(bytes: Buffer, version: Member, authSafe: Member | undefined): boolean {
  if (hex(bytes, version) !== '03' || authSafe?.tag !== tags.sequence) return false;
  const [type, content] = membersOf(bytes, authSafe, 2);
  return type?.tag === tags.oid && contentTypes.containers.has(hex(bytes, type)) && content?.tag === contextTag(0);
}

/** RFC 5208, RFC 8017 A.1.2, RFC 5915, and OpenSSL's DSA form. */
function isKey(bytes: Buffer, members: readonly Member[], outer: Member): boolean {
  const [version, second, third] = members;
  if (version === undefined || version.end - version.content !== 1 || second === undefined) return false;
  if (second.tag === tags.sequence) return startsWithOid(bytes, second) && third?.tag === tags.octetString;
  if (second.tag === tags.octetString) {
    const rest = members.slice(2);
    return hex(bytes, version) === '01' && rest.length > 0 && rest.every(({ tag }) => tag === 0xa0 || tag === 0xa1);
  }
  // Excludes lists of small numbers.
  if (second.tag !== tags.integer || second.end - second.content < 64) return false;
  if (outer.end > bytes.length) return true;
  return (members.length === 6 || members.length === 9) && members.every(({ tag }) => tag === tags.integer);
}

function isContentType(oid: string): boolean {
  return contentTypes.signed.has(oid) || contentTypes.enveloped.has(oid);
}

function isCfcaSm2(bytes: Buffer, [, key, certificate, ...rest]: readonly Member[]): boolean {
  if (key?.tag !== tags.sequence || certificate?.tag !== tags.sequence || rest.length > 0) return false;
  const [type, cipher, ciphertext] = membersOf(bytes, key, 4);
  if (type?.tag !== tags.oid || hex(bytes, type) !== gmData || cipher?.tag !== tags.oid) return false;
  const [certificateType] = membersOf(bytes, certificate, 1);
  return ciphertext?.tag === tags.octetString && certificateType?.tag === tags.oid;
}

function isKeyReply([, ciphertext, ...rest]: readonly Member[], outer: Member): boolean {
  if (ciphertext?.tag !== tags.octetString || rest.length > 0 || ciphertext.end !== outer.end) return false;
  const length = ciphertext.end - ciphertext.content;
  return length === 192 || length === 193;
}

function isSm2EnvelopedKey(bytes: Buffer, members: readonly Member[], outer: Member): boolean {
  const [algorithm, cipher, publicKey, privateKey, ...rest] = members;
  if (algorithm?.tag !== tags.sequence || cipher?.tag !== tags.sequence || rest.length > 0) return false;
  if (publicKey?.tag !== tags.bitString || privateKey?.tag !== tags.bitString || privateKey.end !== outer.end)
    return false;
  const parts = membersOf(bytes, cipher, 5).map(({ tag }) => tag);
  const wanted = [tags.integer, tags.integer, tags.octetString, tags.octetString];
  return startsWithOid(bytes, algorithm) && parts.join() === wanted.join();
}

function isEncryptedKey(
  bytes: Buffer,
  algorithm: Member,
  ciphertext: Member | undefined,
  more: Member | undefined,
  outer: Member,
): boolean {
  if (ciphertext?.tag !== tags.octetString || more !== undefined || ciphertext.end !== outer.end) return false;
  const [, parameters] = membersOf(bytes, algorithm, 2);
  return startsWithOid(bytes, algorithm) && parameters?.tag === tags.sequence;
}

function isSigned(bytes: Buffer, outer: Member, members: readonly Member[]): boolean {
  const [toBeSigned, algorithm, signature] = members;
  if (toBeSigned === undefined) return false;
  if (!isCertificateBody(bytes, toBeSigned) && !isRequestBody(bytes, toBeSigned)) return false;
  // If `toBeSigned` extends beyond the head, the members after it are unknown.
  if (toBeSigned.end > bytes.length) return toBeSigned.end < outer.end;
  if (algorithm?.tag !== tags.sequence || !startsWithOid(bytes, algorithm)) return false;
  return algorithm.end >= bytes.length || (signature?.tag === tags.bitString && signature.end === outer.end);
}

function isCertificateBody(bytes: Buffer, body: Member): boolean {
  const members = membersOf(bytes, body, 6);
  const [serial, algorithm, issuer, validity] = members[0]?.tag === contextTag(0) ? members.slice(1) : members;
  if (serial?.tag !== tags.integer || algorithm?.tag !== tags.sequence || issuer?.tag !== tags.sequence) return false;
  if (!startsWithOid(bytes, algorithm) || validity?.tag !== tags.sequence) return false;
  const isTime = ({ tag }: Member): boolean => tag === tags.utcTime || tag === tags.generalizedTime;
  const times = membersOf(bytes, validity, 3);
  return times.length === 2 && times.every(isTime);
}

function isRequestBody(bytes: Buffer, body: Member): boolean {
  const [version, subject, publicKey, attributes] = membersOf(bytes, body, 4);
  if (version?.tag !== tags.integer || hex(bytes, version) !== '00' || subject?.tag !== tags.sequence) return false;
  if (publicKey?.tag !== tags.sequence) return false;
  const [algorithm] = membersOf(bytes, publicKey, 1);
  if (algorithm?.tag !== tags.sequence || !startsWithOid(bytes, algorithm)) return false;
  return attributes === undefined || attributes.tag === contextTag(0);
}

function startsWithOid(bytes: Buffer, sequence: Member): boolean {
  return membersOf(bytes, sequence, 1)[0]?.tag === tags.oid;
}

function hex(bytes: Buffer, { content, end }: Member): string {
  return bytes.toString('hex', content, Math.min(end, content + 32));
}
