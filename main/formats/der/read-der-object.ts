// SPDX-License-Identifier: Apache-2.0
import { asDer } from './as-der.ts';
import type { DerKind } from './der-kind.ts';
import { readPublicObject } from './read-public-object.ts';
import type { ObjectLabels } from '../inspect/findings.ts';
import { addKey } from '../keys/add-key.ts';
import { readEncryptedPkcs8, toPkcs8 } from '../keys/read-key.ts';
import { unwrapKey } from '../cfca/unwrap-key.ts';
import { readWrappedKey } from '../cfca/wrapped-key.ts';
import { readCfcaSm2 } from '../cfca/read-sm2-file.ts';
import { readPkcs12 } from '../pkcs12/read-pkcs12.ts';
import { readEnvelopedData } from '../pkcs7/read-enveloped-data.ts';
import { readPkcs7 } from '../pkcs7/read-pkcs7.ts';
import type { Reading } from '../inspect/reading.ts';

/**
 * @param octets one BER or DER element
 * @returns false for an unknown kind
 * @throws the errors of the reader for `kind`
 */
export function readDerObject(octets: Uint8Array, kind: DerKind, reading: Reading, labels?: ObjectLabels): boolean {
  switch (kind) {
    case 'pkcs12':
      readPkcs12(octets, reading);
      return true;
    case 'pkcs7':
      readPkcs7(octets, reading);
      return true;
    case 'certificate':
    case 'csr':
    case 'crl':
      readPublicObject(octets, kind, reading, labels);
      return true;
    case 'cfca-sm2':
      asDer(octets, (der) => readCfcaSm2(der, reading, labels));
      return true;
    case 'enveloped-data':
      readEnvelopedData(octets, reading);
      return true;
    case 'enveloped-key':
      asDer(octets, (der) => unwrapKey(readWrappedKey(der), reading, { code: 'enveloped-key' }));
      return true;
    case 'unknown':
      return false;
    case 'encrypted-pkcs8':
      asDer(octets, (der) => readEncryptedPkcs8(der, reading, labels));
      return true;
    default:
      asDer(octets, (der) => addKey(reading.findings, toPkcs8(der, kind), labels));
      return true;
  }
}
