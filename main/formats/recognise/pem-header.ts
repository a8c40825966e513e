// SPDX-License-Identifier: Apache-2.0
const begin = Buffer.from('-----BEGIN ');
const maxLabel = 80;
const maxHeaders = 200;

/** Labels from RFC 7468 §4 except CRLs, public keys and attribute certificates, plus variants of some programs. */
const wanted =
  /^(?:(?:X509 |TRUSTED )?CERTIFICATE|CERTIFICATE CHAIN|PKCS ?#?7(?: SIGNED DATA)?|CMS|PKCS ?#?12|PFX|(?:NEW )?CERTIFICATE REQUEST|(?:(?:RSA|EC|DSA|ENCRYPTED|ANY|SM2) )?PRIVATE KEY)-----/;

const filling = /^(?:\\[nr]|<[^<>]{0,200}>|&#?[A-Za-z0-9]{1,8};|[\s\u00a0>"'`+,=|]|=0[AD])+/;
/** Headers before ciphertext, as in RFC 1421 §4.6. */
const encapsulated = /^(?:Proc-Type|DEK-Info|Content-Domain|Comment|Version)\s*:/;
/** Base64 of a SEQUENCE tag and a length byte. */
const sequence = /^M[A-P][A-Za-z0-9+/]/;

/** Requires a SEQUENCE or RFC 1421 headers, because manuals quote BEGIN lines. */
export function hasPemHeader(head: Buffer, within: number): boolean {
  let at = head.indexOf(begin);
  for (let seen = 0; at !== -1 && at < within && seen < maxHeaders; seen++) {
    if (isBlock(head.toString('latin1', at + begin.length, at + begin.length + maxLabel + 400))) return true;
    at = head.indexOf(begin, at + begin.length);
  }
  return false;
}

function isBlock(text: string): boolean {
  const label = wanted.exec(text);
  if (!label) return false;
  const body = text.slice(label[0].length).replace(filling, '');
  return encapsulated.test(body) || sequence.test(body);
}
