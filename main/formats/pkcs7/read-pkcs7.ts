// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  childrenOf,
  contextTag,
  damagedAt,
  encodingOf,
  expectElement,
  listChildren,
  readElement,
  tags,
} from '../../x509/der/der-reader.ts';
import { berToDer } from '../der/ber-to-der.ts';
import { within } from '../der/views.ts';
import { contentTypes } from '../oids.ts';
import { readContentInfo } from '../pkcs12/pfx.ts';
import type { Reading } from '../inspect/reading.ts';

/**
 * Reads the certificates of SignedData (RFC 5652 §5.1, GM/T 0010). Schema libraries fail above about a hundred
 * certificates.
 * @throws `damaged`, `limit-exceeded`, `not-a-certificate-file` for other content types
 */
export function readPkcs7(file: Uint8Array, reading: Reading): void {
  const bytes = berToDer(file);
  within(file, bytes, () => {
    const { type, content } = readContentInfo(bytes, readElement(bytes));
    if (type !== contentTypes.signedData && type !== contentTypes.gmSignedData) {
      throw new AppError('not-a-certificate-file');
    }
    if (content.tag !== tags.sequence) throw damagedAt(content.start);
    const [version, digests, signed, ...rest] = listChildren(bytes, content);
    if (version?.tag !== tags.integer || digests?.tag !== tags.set || signed?.tag !== tags.sequence) {
      throw damagedAt(content.content);
    }
    const certificates = rest.find(({ tag }) => tag === contextTag(0));
    if (!certificates) return;
    for (const choice of childrenOf(bytes, certificates)) {
      if (choice.tag !== tags.sequence) continue;
      expectElement(bytes, tags.sequence, choice.content, choice.end);
      const der = encodingOf(bytes, choice);
      within(bytes, der, () => reading.findings.addCertificate(der));
    }
  });
}
