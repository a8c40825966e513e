// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { FoundCertificate } from '../formats/inspect/inspection.ts';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';

/** Flat arrays, because sending 10,000 objects of twenty members costs more than parsing. */
export interface CertificateColumns {
  readonly ders: Uint8Array;
  readonly lengths: Uint32Array;
  /**
   * The members of `textKinds` for each certificate. True means equal to the previous certificate's (`shared`) or to
   * `subject` (`maskedSubject`).
   */
  readonly texts: readonly (string | null | true)[];
  readonly friendlyNames: readonly (string | null)[];
  /** Bit 0 is `isCa`, bit 1 `selfIssued`. */
  readonly flags: Uint8Array;
  /** -1 stands for null. */
  readonly keyUsages: Int16Array;
}

const noTexts = { isCa: false, selfIssued: false, keyUsage: null } as const;
type TextMember = Exclude<keyof CertificateFields, keyof typeof noTexts>;

interface TextKind {
  readonly hash?: true;
  readonly orNull?: true;
  /** Often equal in adjacent certificates, so sent once. */
  readonly shared?: true;
}

const textKinds: {
  readonly [M in TextMember]: TextKind & (null extends CertificateFields[M] ? { orNull: true } : { orNull?: never });
} = {
  sha256: { hash: true },
  subject: {},
  issuer: { shared: true },
  displayName: {},
  issuerName: { shared: true },
  maskedSubject: {},
  serial: {},
  notBefore: {},
  notAfter: {},
  algorithm: { shared: true },
  subjectHash: { hash: true },
  issuerHash: { hash: true, shared: true },
  spkiSha256: { hash: true },
  subjectKeyId: { orNull: true },
  authorityKeyId: { orNull: true, shared: true },
  searchText: {},
};
const textMembers = Object.entries(textKinds) as [TextMember, TextKind][];
type Texts = Record<TextMember, string | null>;
const blankTexts = Object.fromEntries(textMembers.map(([member]) => [member, null])) as Texts;

const sha256Hex = /^[0-9a-f]{64}$/;
/** RFC 5280 §4.2.1.3 defines nine bits. */
const maxKeyUsage = 0x1ff;

export function columnsOf(certificates: readonly FoundCertificate[]): CertificateColumns {
  const count = certificates.length;
  const columns = {
    ders: new Uint8Array(certificates.reduce((octets, { der }) => octets + der.length, 0)),
    lengths: new Uint32Array(count),
    texts: Array.from<string | null | true>({ length: count * textMembers.length }),
    friendlyNames: certificates.map(({ friendlyName }) => friendlyName),
    flags: new Uint8Array(count),
    keyUsages: new Int16Array(count),
  };
  let at = 0;
  let next = 0;
  for (const [row, { der, fields }] of certificates.entries()) {
    columns.ders.set(der, at);
    at += der.length;
    columns.lengths[row] = der.length;
    columns.flags[row] = (fields.isCa ? 1 : 0) | (fields.selfIssued ? 2 : 0);
    columns.keyUsages[row] = fields.keyUsage ?? -1;
    const before = certificates[row - 1]?.fields;
    for (const [member, { shared }] of textMembers) {
      const again = shared ? before?.[member] : member === 'maskedSubject' ? fields.subject : undefined;
      columns.texts[next++] = fields[member] === again ? true : fields[member];
    }
  }
  return columns;
}

/**
 * `message` is untrusted. `known` deduplicates texts across parts. Throws `internal` unless the shape is that of
 * `columnsOf`.
 */
export function readColumns(message: unknown, known: Map<string, string>): FoundCertificate[] {
  const { ders, lengths, texts, friendlyNames, flags, keyUsages } = checkedShape(message);
  // Copied, because the message's buffer may hold more.
  const own = Uint8Array.from(ders);
  const found: FoundCertificate[] = [];
  let at = 0;
  let next = 0;
  let before: Texts | null = null;
  for (const [row, length] of lengths.entries()) {
    if (length > own.length - at) throw new AppError('internal');
    const fields = {
      ...blankTexts,
      isCa: (flagsOf(flags, row) & 1) !== 0,
      selfIssued: (flagsOf(flags, row) & 2) !== 0,
      keyUsage: usageOf(keyUsages, row),
    };
    for (const [member, kind] of textMembers) {
      const text = texts[next++];
      if (text !== true) fields[member] = checkedText(text, kind, known);
      else if (kind.shared && before) fields[member] = before[member];
      else if (member === 'maskedSubject') fields[member] = fields.subject;
      else throw new AppError('internal');
    }
    before = fields;
    found.push({
      der: own.subarray(at, (at += length)),
      fields: fields as CertificateFields,
      friendlyName: checkedText(friendlyNames[row], { orNull: true }, known),
    });
  }
  if (at !== own.length) throw new AppError('internal');
  return found;
}

function checkedShape(message: unknown): CertificateColumns {
  if (typeof message !== 'object' || message === null) throw new AppError('internal');
  const { ders, lengths, texts, friendlyNames, flags, keyUsages, ...more } = message as Partial<CertificateColumns>;
  const fits =
    ders instanceof Uint8Array &&
    lengths instanceof Uint32Array &&
    flags instanceof Uint8Array &&
    keyUsages instanceof Int16Array &&
    Array.isArray(texts) &&
    Array.isArray(friendlyNames) &&
    flags.length === lengths.length &&
    keyUsages.length === lengths.length &&
    friendlyNames.length === lengths.length &&
    texts.length === lengths.length * textMembers.length &&
    Object.keys(more).length === 0;
  if (!fits) throw new AppError('internal');
  return { ders, lengths, texts, friendlyNames, flags, keyUsages };
}

function checkedText(text: unknown, { hash, orNull, shared }: TextKind, known: Map<string, string>): string | null {
  if (text === null && orNull === true) return text;
  if (typeof text !== 'string' || (hash === true && !sha256Hex.test(text))) throw new AppError('internal');
  if (shared !== true) return text;
  const kept = known.get(text);
  if (kept === undefined) known.set(text, text);
  return kept ?? text;
}

function flagsOf(flags: Uint8Array, row: number): number {
  const flag = flags[row] ?? 0;
  if (flag > 3) throw new AppError('internal');
  return flag;
}

function usageOf(keyUsages: Int16Array, row: number): number | null {
  const usage = keyUsages[row] ?? -1;
  if (usage < -1 || usage > maxKeyUsage) throw new AppError('internal');
  return usage === -1 ? null : usage;
}
