// SPDX-License-Identifier: Apache-2.0
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { damagedAt, type DerElement, listChildren, readElement, tags } from '../../x509/der/der-reader.ts';
import { integerToHex } from '../../x509/der/der-values.ts';
import { formatName, readName } from '../../x509/names/distinguished-name.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { berToDer } from '../der/ber-to-der.ts';
import { unwrapKey } from '../cfca/unwrap-key.ts';
import { within } from '../der/views.ts';
import { contentTypes } from '../oids.ts';
import type { Reading } from '../inspect/reading.ts';
import { readContentInfo } from '../pkcs12/pfx.ts';
import { wrappedInEnvelope } from './wrapped-in-envelope.ts';

const maxIssuer = 200;

/**
 * Reads EnvelopedData (RFC 5652 §6.1, GM/T 0010), SignedAndEnvelopedData and AuthEnvelopedData. Reports the first
 * recipient. Decrypts only SM2 keys.
 * @throws `damaged`, `unsupported-algorithm`, `limit-exceeded`, or a library's Error
 */
export function readEnvelopedData(file: Uint8Array, reading: Reading): void {
  const bytes = berToDer(file);
  within(file, bytes, () => {
    const { type, content } = readContentInfo(bytes, readElement(bytes));
    if (content.tag !== tags.sequence) throw damagedAt(content.start);
    const [version, ...rest] = listChildren(bytes, content);
    // OriginatorInfo may precede the recipients.
    const recipients = rest.find(({ tag }) => tag === tags.set);
    if (version?.tag !== tags.integer || !recipients) throw damagedAt(content.content);
    const [first] = listChildren(bytes, recipients);
    const recipient = first ? recipientOf(bytes, first) : null;
    const named = { code: 'enveloped-data', ...(recipient !== null && { recipient }) } as const;
    const encrypted = rest.find(({ tag }) => tag === tags.sequence);
    const isKeys = type === contentTypes.gmEnvelopedData && reading.signingKeys !== null && encrypted !== undefined;
    const wrapped = isKeys ? wrappedInEnvelope(bytes, listChildren(bytes, recipients), encrypted) : null;
    if (wrapped === null) reading.problem(named);
    else unwrapKey(wrapped, reading, named);
  });
}

/** Returns issuer and serial number (RFC 5652 §6.2.1), or null if the recipient is identified differently. */
function recipientOf(bytes: Uint8Array, info: DerElement): string | null {
  if (info.tag !== tags.sequence) return null;
  const [, holder] = listChildren(bytes, info);
  if (holder?.tag !== tags.sequence) return null;
  const [issuer, serial] = listChildren(bytes, holder);
  if (issuer?.tag !== tags.sequence || serial?.tag !== tags.integer) throw damagedAt(holder.start);
  const name = maskIdentityNumbers(formatName(readName(bytes, issuer)));
  return `${visibleText(name.slice(0, maxIssuer))}, ${integerToHex(bytes, serial)}`;
}
