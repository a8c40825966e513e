// SPDX-License-Identifier: Apache-2.0
const begin = Buffer.from('-----BEGIN ');
const maxLabel = 80;
/** More headers than this in one head are prose about headers, or another field's blocks. */
const maxHeaders = 200;

/** Labels of what is looked for (RFC 7468 §4, OpenSSL's older names). Revocation lists hold no certificate. */
const wanted =
  /^(?:(?:X509 |TRUSTED )?CERTIFICATE|CERTIFICATE CHAIN|PKCS ?#?7(?: SIGNED DATA)?|CMS|PKCS ?#?12|PFX|(?:NEW )?CERTIFICATE REQUEST|(?:(?:RSA|EC|DSA|ENCRYPTED|ANY|SM2) )?PRIVATE KEY)-----/;

/** What stands between a header and its base64: line ends (of JSON too), quotes, marks of quoted mail, tags. */
const filling = /^(?:\\[nr]|<[^<>]{0,200}>|&#?[A-Za-z0-9]{1,8};|[\s\u00a0>"'`+,=|]|=0[AD])+/;
/** `Proc-Type: 4,ENCRYPTED` and its like (RFC 1421 §4.6): the base64 after it is a ciphertext, without a shape. */
const encapsulated = /^(?:Proc-Type|DEK-Info|Content-Domain|Comment|Version)\s*:/;
/** A SEQUENCE in base64: octet 0x30, then a length of which the first octet is 0x80 to 0x84 or below 0x80. */
const sequence = /^M[A-P][A-Za-z0-9+/]/;

/**
 * Whether a PEM block of this field begins in the first `within` octets: its header, then base64 of a SEQUENCE. A
 * header alone is not enough: programs and manuals about certificates quote it.
 */
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
