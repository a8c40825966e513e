import type { FileKind } from '../../../shared/schemas/inspection.ts';
import { berToDer } from './ber-to-der.ts';
import type { DerKind } from './der-kind.ts';
import { within } from './views.ts';
import { isWellFormed } from './well-formed.ts';
import { damagedAt } from '../../x509/der-reader.ts';
import type { ObjectLabels } from '../findings.ts';
import { readEncryptedPkcs8, toPkcs8 } from '../keys/read-key.ts';
import { readPkcs12 } from '../pkcs12/read-pkcs12.ts';
import { readPkcs7 } from '../pkcs7/read-pkcs7.ts';
import type { Reading } from '../reading.ts';

/** How the command line names a file that holds one such object. */
export const fileKindOf: Readonly<Record<DerKind, FileKind>> = {
  pkcs12: 'pkcs12',
  certificate: 'der',
  csr: 'csr',
  crl: 'crl',
  pkcs7: 'pkcs7',
  pkcs8: 'pkcs8',
  'encrypted-pkcs8': 'pkcs8',
  'rsa-key': 'der',
  'ec-key': 'der',
  'dsa-key': 'der',
  unknown: 'unknown',
};

/**
 * Reads one BER or DER object into `reading`.
 * @param octets exactly one element
 * @returns false when it is nothing of this field
 * @throws AppError `damaged` (`offset` within `octets`), `unsupported-algorithm`, `limit-exceeded`
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
      // What is definite stays octet for octet, as it was signed and as its fingerprint is known.
      if (octets[1] === 0x80) asDer(octets, (der) => reading.findings.addCertificate(der, labels));
      else reading.findings.addCertificate(octets, labels);
      return true;
    case 'csr':
      asDer(octets, (der) => reading.findings.addRequest(wellFormed(der)));
      return true;
    case 'crl':
      asDer(octets, (der) => reading.findings.addCrl(wellFormed(der)));
      return true;
    case 'unknown':
      return false;
    case 'encrypted-pkcs8':
      asDer(octets, (der) => readEncryptedPkcs8(der, reading, labels));
      return true;
    default:
      asDer(octets, (der) => reading.findings.addKey(toPkcs8(der, kind), labels));
      return true;
  }
}

/** Damage within entries and extensions that no summary looks into. */
function wellFormed(der: Uint8Array): Uint8Array {
  if (!isWellFormed(der)) throw damagedAt(0);
  return der;
}

function asDer(octets: Uint8Array, read: (der: Uint8Array) => void): void {
  const der = berToDer(octets);
  within(octets, der, () => read(der));
}
