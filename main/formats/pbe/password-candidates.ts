// SPDX-License-Identifier: Apache-2.0
import { encodeGbk } from './primitives/gbk.ts';
import type { PasswordForm } from './pbe-scheme.ts';

export type PasswordEncoding = 'bmp' | 'utf-8' | 'latin1' | 'gbk' | null;

export interface PasswordCandidate {
  readonly encoding: PasswordEncoding;
  readonly octets: Uint8Array;
}

/** RFC 7292 App. B.1 */
export function bmpPassword(password: string): Uint8Array {
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** OpenSSL before 1.1 extended each byte to two bytes. */
function widen(octets: Uint8Array): Uint8Array {
  const out = new Uint8Array(octets.length * 2 + 2);
  for (let i = 0; i < octets.length; i++) out[2 * i + 1] = octets[i] as number;
  return out;
}

function encodeLatin1(text: string): Uint8Array | null {
  for (const character of text) if ((character.codePointAt(0) as number) > 0xff) return null;
  return Buffer.from(text, 'latin1');
}

/** Returns the standard encoding first. A null password counts as empty. */
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
      : // Old NSS versions used a BMPString password with PBES2.
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

/** A derivation above this takes noticeable time. */
const cheapWork = 500_000;

/** For expensive schemes, skips unusual encodings of ASCII passwords. */
export function worthTrying(
  candidates: readonly PasswordCandidate[],
  password: string | null,
  work: number,
): readonly PasswordCandidate[] {
  // oxlint-disable-next-line no-control-regex -- it matches control characters
  if (work <= cheapWork || /[^\u0000-\u007f]/.test(password ?? '')) return candidates;
  return candidates.filter(({ encoding }) => encoding === null);
}
