// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { listChildren, readWhole, tags } from '../../x509/der/der-reader.ts';
import { derKind } from '../der/der-kind.ts';
import type { ObjectLabels } from '../inspect/findings.ts';
import { addKey } from '../keys/add-key.ts';
import { schemeOrName } from '../keys/encrypted-key.ts';
import { openKey, toPkcs8 } from '../keys/read-key.ts';
import { fitsBlocks } from '../pbe/open-encrypted.ts';
import type { Reading } from '../inspect/reading.ts';
import type { PemHeaders } from './pem-headers.ts';
import { traditionalScheme } from './traditional-encryption.ts';

/** RFC 1421 §4.6. @throws `damaged`, `limit-exceeded`, or a library's Error */
export function readTraditionalEncrypted(
  ciphertext: Uint8Array,
  headers: PemHeaders,
  reading: Reading,
  labels: ObjectLabels,
): void {
  reading.kinds.add('pem');
  const scheme = schemeOrName(() => traditionalScheme(headers));
  if (!('unsupported' in scheme) && !fitsBlocks(scheme, ciphertext)) throw new AppError('damaged');
  openKey({ scheme, ciphertext }, isTraditionalKey, { reading, labels }, (plain) => {
    const kind = derKind(plain, { ...readWhole(plain, tags.sequence) });
    if (kind !== 'rsa-key' && kind !== 'ec-key' && kind !== 'dsa-key' && kind !== 'pkcs8')
      throw new AppError('damaged');
    addKey(reading.findings, toPkcs8(plain, kind), labels);
  });
}

function isTraditionalKey(plain: Uint8Array): boolean {
  try {
    const [version, second] = listChildren(plain, readWhole(plain, tags.sequence));
    return version?.tag === tags.integer && second !== undefined;
  } catch {
    return false;
  }
}
