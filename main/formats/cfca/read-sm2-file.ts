// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import { readCertificateLayout } from '../../x509/certificate/certificate-layout.ts';
import { spkiOfSm2 } from '../../x509/certificate/public-key-algorithm.ts';
import { encodingOf } from '../../x509/der/der-reader.ts';
import { within } from '../der/views.ts';
import { type ObjectLabels, keyIdentityOf } from '../inspect/findings.ts';
import type { Reading } from '../inspect/reading.ts';
import { addKey } from '../keys/add-key.ts';
import { type PasswordEncoding, passwordCandidates } from '../pbe/password-candidates.ts';
import { sha256Hex } from '../sha256-hex.ts';
import { decryptCfcaKey, readCfcaSm2File } from './sm2-file.ts';
import { pkcs8OfSm2, scalarLength, sm2PublicPoint } from '../keys/sm2-private-key.ts';

const workPerPassword = 3_000;
const block = 16;

type Trial =
  | { readonly outcome: 'opened'; readonly scalar: Uint8Array; readonly point: Uint8Array }
  | { readonly outcome: 'mismatch' }
  | { readonly outcome: 'altered' }
  | { readonly outcome: 'wrong' };

/**
 * The file has no MAC. A key that matches the certificate proves the password.
 * @param bytes DER
 * @throws `damaged` (`offset`), `unsupported-algorithm`, `limit-exceeded`
 */
export function readCfcaSm2(bytes: Uint8Array, reading: Reading, labels?: ObjectLabels): void {
  const { ciphertext, certificate } = readCfcaSm2File(bytes);
  const identity = within(bytes, certificate, () => {
    reading.findings.addCertificate(certificate, labels);
    return keyIdentityOf(encodingOf(certificate, readCertificateLayout(certificate).spki));
  });
  const found = openWith(reading, ciphertext, identity);
  if ('diagnosis' in found) {
    const { diagnosis } = found;
    if (diagnosis.code === 'needs-password' || diagnosis.code === 'wrong-password') {
      const name = labels?.friendlyName ?? null;
      reading.findings.addUnopened({ name, matches: sha256Hex(certificate), reason: 'password' });
    }
    reading.problem(diagnosis);
    return;
  }
  const pkcs8 = pkcs8OfSm2(found.scalar, found.point);
  addKey(reading.findings, pkcs8, labels);
  found.scalar.fill(0);
  pkcs8.fill(0);
  reading.openedWith(found.encoding);
}

type Opened = { readonly scalar: Uint8Array; readonly point: Uint8Array; readonly encoding: PasswordEncoding };

function openWith(
  { password, budget }: Reading,
  ciphertext: Uint8Array,
  identity: string,
): Opened | { readonly diagnosis: Diagnosis } {
  for (const { encoding, octets } of passwordCandidates(password, 'octets')) {
    budget.spend(workPerPassword);
    const plain = decryptCfcaKey(octets, ciphertext);
    const trial = judge(plain, identity);
    if (trial.outcome === 'opened') return { ...trial, encoding };
    plain.fill(0);
    if (trial.outcome === 'mismatch') return { diagnosis: { code: 'key-mismatch' } };
    if (trial.outcome === 'altered') return { diagnosis: { code: 'damaged' } };
  }
  if (password === null) return { diagnosis: { code: 'needs-password' } };
  // At this length, `judge` detects local damage, which leaves the scalar or the padding recognisable.
  const certain = ciphertext.length === scalarLength + block;
  return { diagnosis: { code: 'wrong-password', ...(certain ? {} : { possiblyDamaged: true }) } };
}

function judge(plain: Uint8Array, identity: string): Trial {
  const padding = plain.at(-1) ?? 0;
  const intact = padding >= 1 && padding <= block && paddingFaults(plain, padding) === 0;
  if (intact) {
    const scalar = withoutLeadingZeros(plain.subarray(0, plain.length - padding));
    const point = scalar.length > scalarLength ? null : sm2PublicPoint(scalar);
    if (point !== null && identityOf(point) === identity) return { outcome: 'opened', scalar, point };
    if (padding >= tellingPadding) return { outcome: 'mismatch' };
  }
  if (plain.length < scalarLength + block) return { outcome: 'wrong' };
  if (paddingFaults(plain, block) <= 1) return { outcome: 'altered' };
  const point = sm2PublicPoint(plain.subarray(0, scalarLength));
  return { outcome: point !== null && identityOf(point) === identity ? 'altered' : 'wrong' };
}

/** A wrong key produces this much valid padding once in 2^64. */
const tellingPadding = 8;

function paddingFaults(plain: Uint8Array, padding: number): number {
  return plain.subarray(-padding).filter((octet) => octet !== padding).length;
}

function withoutLeadingZeros(scalar: Uint8Array): Uint8Array {
  const first = scalar.findIndex((octet) => octet !== 0);
  return first === -1 ? new Uint8Array(0) : scalar.subarray(first);
}

function identityOf(point: Uint8Array): string {
  return keyIdentityOf(spkiOfSm2(point));
}
