// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { z } from 'zod';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { publicKeyHashOf } from '../../formats/public-key-hash.ts';
import { pemBlock, type PemLabel } from '../../formats/writers/write-pem.ts';
import type { Stretched } from '../../vault/age/age-scrypt.ts';
import type { CertificateFields } from '../../x509/certificate/certificate-fields.ts';
import { readCertificateFields } from '../../x509/certificate/read-certificate-fields.ts';
import { readBytes } from './byte-reader.ts';
import { isSoundProfile, isSoundRequest } from '../../vault/merge/enrolment-records.ts';
import { isSoundAnchor, isSoundWebEnrolment } from '../../vault/merge/portable-records.ts';
import { anyManifestSchema, containerVersion, manifestSchema, unreleasedFormat, type Manifest } from './manifest.ts';
import { damagedBackup, openData, readOuter, type BackupSecret } from './open-container.ts';
import { readInnerTar, type InnerEntry } from './read-tar.ts';
import { provesName } from './sign-challenge.ts';
import { historyRecordSchema, metadataRecordSchema, type HistoryRecord, type MetadataRecord } from './records.ts';

export type ContentItem =
  | { readonly kind: 'certificate'; readonly der: Uint8Array; readonly fields: CertificateFields }
  | { readonly kind: 'key'; readonly spkiSha256: string; readonly pkcs8: Uint8Array }
  | { readonly kind: 'metadata'; readonly records: readonly MetadataRecord[] }
  | { readonly kind: 'history'; readonly records: readonly HistoryRecord[] };

/**
 * Checks the whole backup. If this throws, discard whatever `take` received. The input is untrusted, so run this in a
 * child process. Errors: `not-a-backup`, `backup-damaged` (details: `problem`), `backup-newer`, `backup-unreleased`,
 * `limit-exceeded`, `wrong-secret`, `not-available`, `file-unreadable`.
 */
export async function readContents(
  handle: FileHandle,
  secret: BackupSecret,
  take: (item: ContentItem) => Promise<void>,
  stretched: Stretched | null = null,
): Promise<Manifest> {
  try {
    const container = await readOuter(handle);
    const bytes = readBytes(await openData(handle, container, secret, stretched));
    try {
      const together = checkTogether();
      let manifest: Manifest | null = null;
      for await (const entry of readInnerTar(bytes)) {
        if (entry.kind === 'manifest') manifest = readManifest(entry);
        else {
          const item = await readItem(entry);
          together.add(item);
          await take(item);
        }
      }
      if (manifest === null) throw damagedBackup('manifest');
      together.compare(manifest);
      compareOuter(manifest.outer, container.outer);
      return manifest;
    } finally {
      await bytes.cancel();
    }
  } catch (error) {
    throw asBackupError(error);
  }
}

/** Errors other than AppErrors come from damaged data or the file system. */
function asBackupError(error: unknown): AppError {
  if (error instanceof AppError) {
    return error.code === 'damaged' || error.code === 'not-a-certificate-file' ? damagedBackup('contents') : error;
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && syscall !== undefined) {
    return new AppError('file-unreadable', { cause: code }, { cause: error });
  }
  return new AppError('backup-damaged', { problem: 'data' }, { cause: error });
}

function readManifest({ content, before }: InnerEntry): Manifest {
  const json = parseJson(content);
  const any = anyManifestSchema.safeParse(json);
  if (any.success && any.data.format === unreleasedFormat) throw new AppError('backup-unreleased');
  if (any.success && any.data.version > containerVersion) {
    throw new AppError('backup-newer', { found: any.data.version, supported: containerVersion });
  }
  const manifest = manifestSchema.safeParse(json);
  if (!manifest.success) throw damagedBackup('manifest');
  const { sha256, bytes } = manifest.data.contents;
  if (before?.sha256 !== sha256 || before.bytes !== bytes) throw damagedBackup('hash');
  return manifest.data;
}

function compareOuter(expected: Manifest['outer'], found: Manifest['outer']): void {
  for (const name of ['readme', 'passphrase', 'recovery'] as const) {
    if (expected[name]?.sha256 !== found[name]?.sha256 || expected[name]?.bytes !== found[name]?.bytes) {
      throw damagedBackup(`changed-${name}`);
    }
  }
}

async function readItem({ kind, id, content }: InnerEntry): Promise<ContentItem> {
  if (kind === 'certificate') {
    const der = fromPem('CERTIFICATE', content);
    if (createHash('sha256').update(der).digest('hex') !== id) throw damagedBackup('certificate');
    return { kind, der, fields: readCertificateFields(der) };
  }
  if (kind === 'key') {
    const pkcs8 = fromPem('PRIVATE KEY', content);
    // Our parser doesn't support all key types, so also accept a hash proved by a signature.
    if ((await publicKeyHashOf(pkcs8)) !== id && !provesName(pkcs8, id)) {
      pkcs8.fill(0);
      throw damagedBackup('key');
    }
    return { kind, spkiSha256: id, pkcs8 };
  }
  if (kind === 'history') return { kind, records: readLines(content, historyRecordSchema) };
  return { kind: 'metadata', records: readLines(content, metadataRecordSchema) };
}

function fromPem(label: PemLabel, content: Uint8Array): Uint8Array {
  const text = Buffer.from(content).toString('latin1');
  const body = text.slice(`-----BEGIN ${label}-----\n`.length, -`-----END ${label}-----\n`.length);
  const der = new Uint8Array(Buffer.from(body, 'base64'));
  if (!Buffer.from(pemBlock(label, der)).equals(content)) {
    der.fill(0);
    throw damagedBackup('pem');
  }
  return der;
}

function readLines<S extends z.ZodType>(content: Uint8Array, schema: S): z.infer<S>[] {
  const lines = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content).split('\n');
  if (lines.pop() !== '') throw damagedBackup('metadata');
  return lines.map((line) => {
    const record = schema.safeParse(parseJson(line));
    if (!record.success) throw damagedBackup('metadata');
    return record.data;
  });
}

function parseJson(text: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    throw damagedBackup('metadata');
  }
}

function isSound(record: MetadataRecord): boolean {
  if (record.type === 'profile') return isSoundProfile(record);
  if (record.type === 'request') return isSoundRequest(record);
  if (record.type === 'anchor') return isSoundAnchor(record);
  return record.type !== 'webEnrolment' || isSoundWebEnrolment(record);
}

function checkTogether() {
  const certificates = new Map<string, string>();
  const keys = new Set<string>();
  const described = { certificates: new Map<string, string | null>(), keys: new Set<string>() };
  const others = { watched: 0, profile: 0, request: 0, anchor: 0, loss: 0, webEnrolment: 0 };
  let history = 0;
  const describe = (record: MetadataRecord): void => {
    if (record.type === 'key') described.keys.add(record.spkiSha256);
    else if (record.type === 'certificate') described.certificates.set(record.sha256, record.key);
    else {
      if (!isSound(record)) throw damagedBackup(record.type);
      others[record.type] += 1;
    }
  };
  return {
    add(item: ContentItem): void {
      if (item.kind === 'certificate') certificates.set(item.fields.sha256, item.fields.spkiSha256);
      else if (item.kind === 'key') keys.add(item.spkiSha256);
      else if (item.kind === 'history') history += item.records.length;
      else for (const record of item.records) describe(record);
    },
    compare({ counts }: Manifest): void {
      const agrees =
        certificates.size === counts.certificates &&
        keys.size === counts.keys &&
        history === counts.history &&
        others.watched === counts.watched &&
        others.profile === counts.profiles &&
        others.request === counts.requests &&
        others.anchor === counts.anchors &&
        others.loss === counts.losses &&
        others.webEnrolment === counts.webEnrolments &&
        described.certificates.size === certificates.size &&
        described.keys.size === keys.size &&
        [...described.keys].every((spki) => keys.has(spki)) &&
        [...described.certificates].every(([sha256, key]) => {
          const spki = certificates.get(sha256);
          return spki !== undefined && (key === null ? !keys.has(spki) : key === spki && keys.has(key));
        });
      if (!agrees) throw damagedBackup('counts');
    },
  };
}
