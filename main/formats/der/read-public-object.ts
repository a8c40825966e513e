// SPDX-License-Identifier: Apache-2.0
import { damagedAt } from '../../x509/der/der-reader.ts';
import type { ObjectLabels } from '../inspect/findings.ts';
import type { Reading } from '../inspect/reading.ts';
import { asDer } from './as-der.ts';
import type { DerKind } from './der-kind.ts';
import { isWellFormed } from './well-formed.ts';

const publicKinds = ['certificate', 'csr', 'crl'] as const satisfies readonly DerKind[];
type PublicKind = (typeof publicKinds)[number];

export function isPublicKind(kind: DerKind): kind is PublicKind {
  return publicKinds.some((each) => each === kind);
}

export function readPublicObject(octets: Uint8Array, kind: PublicKind, reading: Reading, labels?: ObjectLabels): void {
  switch (kind) {
    case 'certificate':
      // Signatures cover the exact bytes, so convert only indefinite lengths.
      if (octets[1] === 0x80) asDer(octets, (der) => reading.findings.addCertificate(der, labels));
      else reading.findings.addCertificate(octets, labels);
      return;
    case 'csr':
      asDer(octets, (der) => reading.findings.addRequest(wellFormed(der)));
      return;
    case 'crl':
      asDer(octets, (der) => reading.findings.addCrl(wellFormed(der)));
      return;
  }
}

/** Checks the whole structure, since `addCrl` and `addRequest` skip parts. */
function wellFormed(der: Uint8Array): Uint8Array {
  if (!isWellFormed(der)) throw damagedAt(0);
  return der;
}
