// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { keyFacts } from '../../../formats/keys/key-facts.ts';
import { sha256Hex } from '../../../formats/sha256-hex.ts';
import { readCertificateFields } from '../../../x509/certificate/read-certificate-fields.ts';
import { readCertificateLayout } from '../../../x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../../x509/der/der-reader.ts';
import { toHex } from '../../../x509/der/der-values.ts';
import { attribute, keyType, objectClass } from './softokn/attributes.ts';
import { keyIdOf, publicValueOf } from './softokn/key-id.ts';
import { makeFolder, removeIfEmpty } from './database-folder.ts';
import { ensurePublicKey } from './softokn/public-key-object.ts';
import { checkWritable } from './open-database.ts';
import { readCertificates, readKeys, type StoredRow } from './read-objects.ts';
import { refuseReadOnly } from './read-only.ts';
import { openSoftokn, type Place, type Softokn } from './softokn/softokn.ts';
import {
  createObject,
  destroyObject,
  findObjects,
  flag,
  importPrivateKey,
  number,
  octets,
} from './softokn/token-objects.ts';

export interface InstallInput extends Place {
  readonly certificate: Uint8Array;
  readonly issuers: readonly Uint8Array[];
  readonly pkcs8: Uint8Array;
  readonly nickname: string;
}

/** NSS 3.110 rejects Ed25519. */
const known = /^(rsa-\d+|ec-p(256|384|521))$/;

/**
 * Writes issuers, then the key with its public half, then the certificate, so an interruption leaves at worst an orphan
 * key.
 * @throws `damaged`, `unsupported-algorithm`, `already-installed`, `invalid-input` (another certificate's key),
 * `disk-full`, those of `openSoftokn`
 */
export function install(input: InstallInput): void {
  const fields = readCertificateFields(input.certificate);
  if (!known.test(fields.algorithm)) throw new AppError('unsupported-algorithm', { algorithm: fields.algorithm });
  const { spki } = keyFacts(input.pkcs8);
  if (spki === null || sha256Hex(spki) !== fields.spkiSha256) throw new AppError('invalid-input');
  const rows = readCertificates(input.folder);
  const present = rows.find(({ der }) => Buffer.compare(der, input.certificate) === 0);
  const keyId = present?.keyId ? Buffer.from(present.keyId, 'hex') : keyIdOf(spki);
  const hasKey = readKeys(input.folder).some((key) => key.keyId === toHex(keyId));
  if (present?.keyId && hasKey) throw new AppError('already-installed');
  refuseReadOnly(input.folder);
  checkWritable(input.folder);
  makeFolder(input.folder);
  const softokn = openNew(input);
  try {
    write(softokn, { ...input, spki, keyId, rows, present, hasKey });
  } finally {
    softokn.close();
  }
}

function openNew(input: InstallInput): Softokn {
  try {
    return openSoftokn({ ...input, purpose: 'change' });
  } catch (error) {
    removeIfEmpty(input.folder);
    throw error;
  }
}

interface Plan extends InstallInput {
  readonly spki: Uint8Array;
  readonly keyId: Uint8Array;
  readonly rows: readonly StoredRow[];
  readonly present: StoredRow | undefined;
  readonly hasKey: boolean;
}

function write(softokn: Softokn, plan: Plan): void {
  const made: number[] = [];
  const rows = [...plan.rows];
  const add = (der: Uint8Array, wanted: string, keyId: Uint8Array): void => {
    const row = rowOf(der, wanted, keyId, rows);
    made.push(createCertificate(softokn, row));
    rows.push(row);
  };
  try {
    for (const issuer of plan.issuers) {
      if (rows.some(({ der }) => Buffer.compare(der, issuer) === 0)) continue;
      add(issuer, readCertificateFields(issuer).displayName, keyIdOf(spkiOf(issuer)));
    }
    if (!plan.hasKey) made.push(createKey(softokn, plan));
    const publicKey = createPublicKey(softokn, plan);
    if (publicKey !== null) made.push(publicKey);
    if (plan.present === undefined) add(plan.certificate, plan.nickname, plan.keyId);
    else if (plan.present.keyId === '') nameKey(softokn, plan.certificate, plan.keyId);
  } catch (error) {
    for (const handle of made.toReversed()) {
      try {
        destroyObject(softokn, handle);
      } catch {
        // `reconcileAll` cleans up later.
      }
    }
    throw error;
  }
}

function createKey(softokn: Softokn, { pkcs8, spki, keyId, nickname, certificate }: Plan): number {
  const isRsa = readCertificateFields(certificate).algorithm.startsWith('rsa-');
  const layout = readCertificateLayout(certificate);
  // Like pk12util: exportable, but never readable unencrypted.
  return importPrivateKey(softokn, pkcs8, [
    number(attribute.class, objectClass.privateKey),
    number(attribute.keyType, isRsa ? keyType.rsa : keyType.ec),
    flag(attribute.token, true),
    flag(attribute.private, true),
    flag(attribute.sensitive, true),
    flag(attribute.extractable, true),
    octets(attribute.label, Buffer.from(nickname, 'utf8')),
    octets(attribute.subject, encodingOf(certificate, layout.subject)),
    octets(attribute.id, keyId),
    octets(attribute.publicValue, publicValueOf(spki)),
    flag(attribute.sign, true),
    ...(isRsa
      ? [attribute.decrypt, attribute.unwrap, attribute.signRecover].map((use) => flag(use, true))
      : [flag(attribute.derive, true)]),
  ]);
}

function createPublicKey(softokn: Softokn, { spki, keyId, nickname, certificate }: Plan): number | null {
  const isRsa = readCertificateFields(certificate).algorithm.startsWith('rsa-');
  const subject = encodingOf(certificate, readCertificateLayout(certificate).subject);
  return ensurePublicKey(softokn, { spki, keyId, nickname, subject }, isRsa);
}

function createCertificate(softokn: Softokn, { der, nickname, keyId }: StoredRow): number {
  const layout = readCertificateLayout(der);
  return createObject(softokn, [
    number(attribute.class, objectClass.certificate),
    number(attribute.certificateType, 0),
    flag(attribute.token, true),
    flag(attribute.private, false),
    octets(attribute.label, Buffer.from(nickname ?? '', 'utf8')),
    octets(attribute.value, der),
    octets(attribute.subject, encodingOf(der, layout.subject)),
    octets(attribute.issuer, encodingOf(der, layout.issuer)),
    octets(attribute.serialNumber, encodingOf(der, layout.serial)),
    octets(attribute.id, Buffer.from(keyId, 'hex')),
  ]);
}

function rowOf(der: Uint8Array, wanted: string, keyId: Uint8Array, rows: readonly StoredRow[]): StoredRow {
  const subject = toHex(encodingOf(der, readCertificateLayout(der).subject));
  const suffix = createHash('sha256').update(der).digest('hex').slice(0, 8);
  return { der, subject, keyId: toHex(keyId), nickname: freeNickname(wanted || suffix, subject, rows) };
}

function nameKey(softokn: Softokn, der: Uint8Array, keyId: Uint8Array): void {
  const wanted = [number(attribute.class, objectClass.certificate), octets(attribute.value, der)];
  for (const handle of findObjects(softokn, wanted))
    softokn.call('C_SetAttributeValue', handle, [octets(attribute.id, keyId)], 1);
}

function spkiOf(der: Uint8Array): Uint8Array {
  return encodingOf(der, readCertificateLayout(der).spki);
}

/**
 * NSS requires one nickname per subject and vice versa (sftkdb_checkConflicts).
 * @param subject lower-case hex of the DER
 */
function freeNickname(wanted: string, subject: string, rows: readonly StoredRow[]): string {
  const namesake = rows.find((row) => row.subject === subject && row.nickname !== null);
  if (namesake?.nickname) return namesake.nickname;
  const taken = new Set(rows.map(({ nickname }) => nickname));
  let nickname = wanted;
  for (let next = 2; taken.has(nickname); next++) nickname = `${wanted} #${next}`;
  return nickname;
}
