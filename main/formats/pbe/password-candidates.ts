// SPDX-License-Identifier: Apache-2.0
import { encodeGbk } from './gbk.ts';
import type { PasswordForm } from './pbe-scheme.ts';

/** How a file's maker turned the password into octets; null is what the standards say. */
export type PasswordEncoding = 'bmp' | 'utf-8' | 'latin1' | 'gbk' | null;

export interface PasswordCandidate {
  readonly encoding: PasswordEncoding;
  readonly octets: Uint8Array;
}

/** BMPString with two zero octets at its end (RFC 7292 App. B.1); characters beyond the BMP as surrogate pairs. */
export function bmpPassword(password: string): Uint8Array {
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** What OpenSSL before 1.1 did: each octet of the terminal's encoding became a BMP character. */
function widen(octets: Uint8Array): Uint8Array {
  const out = new Uint8Array(octets.length * 2 + 2);
  for (let i = 0; i < octets.length; i++) out[2 * i + 1] = octets[i] as number;
  return out;
}

/** Latin-1 octets, null when a character does not fit. */
function encodeLatin1(text: string): Uint8Array | null {
  for (const character of text) if ((character.codePointAt(0) as number) > 0xff) return null;
  return Buffer.from(text, 'latin1');
}

/**
 * The octets to try for `password`, the standard's own first, without repetition. An absent password is an empty
 * one: PKCS#12 files exist with either of its two forms (a lone terminator, or nothing at all).
 */
export function passwordCandidates(password: string | null, form: PasswordForm): readonly PasswordCandidate[] {
  const text = password ?? '';
  const raw: (readonly [PasswordEncoding, Uint8Array | null])[] = [
    ['utf-8', Buffer.from(text, 'utf8')],
    ['gbk', encodeGbk(text)],
    ['latin1', encodeLatin1(text)],
  ];
  const tried: (readonly [PasswordEncoding, Uint8Array | null])[] =
    form === 'pkcs12'
      ? [
          [null, bmpPassword(text)],
          ...(text === '' ? [[null, new Uint8Array(0)] as const] : []),
          ...raw.map(([encoding, octets]) => [encoding, octets && widen(octets)] as const),
          ...raw,
        ]
      : // NSS up to 3.x fed PBES2 of PKCS#12 files with the BMPString.
        [[null, Buffer.from(text, 'utf8')], ...raw, ['bmp', bmpPassword(text)]];
  const seen = new Set<string>();
  return tried.flatMap(([encoding, octets]) => {
    if (!octets) return [];
    const key = Buffer.from(octets).toString('latin1');
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ encoding, octets }];
  });
}

/** Above this much a derivation takes a noticeable part of a second. */
const cheapWork = 500_000;

/**
 * Leaves unusual encodings of a plain ASCII password out when each try is expensive: there they differ from the
 * standard's only in programs that got the derivation itself wrong.
 */
export function worthTrying(
  candidates: readonly PasswordCandidate[],
  password: string | null,
  work: number,
): readonly PasswordCandidate[] {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (work <= cheapWork || /[^\u0000-\u007f]/.test(password ?? '')) return candidates;
  return candidates.filter(({ encoding }) => encoding === null);
}
