// SPDX-License-Identifier: Apache-2.0
import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import { within } from '../der/views.ts';
import { Findings } from '../inspect/findings.ts';
import { addKey } from '../keys/add-key.ts';
import { isPrivateKeyInfo } from '../keys/encrypted-key.ts';
import { plainPkcs8 } from '../keys/read-key.ts';
import { sha1Hash } from '../pbe/primitives/hashes.ts';
import type { Reading } from '../inspect/reading.ts';
import { sha256Hex } from '../sha256-hex.ts';
import { type JavaEntry, javaKeyStoreKind, readJavaKeyStore, storeDigestLength } from './java-key-store.ts';
import { javaPassword, readProtectedKey } from './key-protectors.ts';

const whitener = Buffer.from('Mighty Aphrodite', 'latin1');

/** Damage in one place cannot break this many keys. */
const enoughLockedKeys = 2;

interface Keys {
  readonly opened: number;
  readonly failed: number;
  readonly unsupported: string | null;
}

/**
 * Lists certificates without a password, but not with a wrong one. Keys may have separate passwords.
 * @throws `damaged`, `limit-exceeded`, or a library's Error
 */
export function readJavaStore(file: Uint8Array, reading: Reading): void {
  if (javaKeyStoreKind(file) === 'damaged') throw new AppError('damaged', { offset: 0 });
  const { entries, digestAt } = readJavaKeyStore(file, reading.limits.maxObjects);
  const findings = new Findings(reading.limits.maxObjects);
  const integrity = checkDigest(file, digestAt, reading.password);
  const worthTrying = { matched: Infinity, mismatched: enoughLockedKeys, unasked: 0 }[integrity];
  const keys = takeEntries(file, entries, { findings, reading, worthTrying });
  const diagnosis = conclude(integrity, keys, reading.password);
  if (diagnosis) reading.problem(diagnosis);
  if (integrity === 'mismatched') return;
  reading.findings.absorb(findings);
  if (digestAt + storeDigestLength < file.length) reading.tailAt(digestAt + storeDigestLength);
}

function checkDigest(
  file: Uint8Array,
  digestAt: number,
  password: string | null,
): 'matched' | 'mismatched' | 'unasked' {
  const secret = javaPassword(password ?? '');
  const digest = sha1Hash.digest(Buffer.concat([secret, whitener, file.subarray(0, digestAt)]));
  if (timingSafeEqual(digest, file.subarray(digestAt, digestAt + storeDigestLength))) return 'matched';
  return password === null ? 'unasked' : 'mismatched';
}

function takeEntries(
  file: Uint8Array,
  entries: readonly JavaEntry[],
  { findings, reading, worthTrying }: { findings: Findings; reading: Reading; worthTrying: number },
): Keys {
  const keys = { opened: 0, failed: 0, unsupported: null as string | null };
  for (const entry of entries) {
    const labels = { friendlyName: entry.alias || null, localKeyId: null };
    const unlabelled = { friendlyName: null, localKeyId: null };
    if (entry.type === 'secret-key') {
      findings.addUnopened({ name: labels.friendlyName, matches: null, reason: 'secret-key' });
      continue;
    }
    if (entry.type === 'certificate') {
      const der = entry.certificate;
      if (der) within(file, der, () => findings.addCertificate(der, labels));
      continue;
    }
    for (const [index, der] of entry.chain.entries()) {
      within(file, der, () => findings.addCertificate(der, index === 0 ? labels : unlabelled));
    }
    const key = within(file, entry.encrypted, () => readProtectedKey(entry.encrypted));
    const tried = keys.failed < worthTrying;
    const plain = 'open' in key && tried ? key.open(reading.password ?? '', reading.budget) : null;
    if (plain && isPrivateKeyInfo(plain)) {
      keys.opened += 1;
      addKey(findings, plainPkcs8(plain), labels);
      plain.fill(0);
      continue;
    }
    if ('unsupported' in key) keys.unsupported ??= key.unsupported;
    else keys.failed += 1;
    const [leaf] = entry.chain;
    findings.addUnopened({
      name: labels.friendlyName,
      matches: leaf ? sha256Hex(leaf) : null,
      reason: 'unsupported' in key ? 'unsupported' : 'password',
    });
  }
  return keys;
}

function conclude(
  integrity: 'matched' | 'mismatched' | 'unasked',
  { opened, failed, unsupported }: Keys,
  password: string | null,
): Diagnosis | null {
  if (integrity === 'mismatched') {
    if (opened === 0 && failed >= enoughLockedKeys) return { code: 'wrong-password' };
    return { code: 'wrong-password', possiblyDamaged: true };
  }
  if (unsupported !== null) return { code: 'unsupported-algorithm', algorithm: unsupported };
  if (failed === 0) return null;
  // If the digest matched, the keys have separate passwords.
  return integrity === 'matched' && password !== null ? { code: 'wrong-password' } : { code: 'needs-password' };
}
