// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { damagedAt } from '../../x509/der/der-reader.ts';
import { OctetReader } from './octet-reader.ts';
import { skipSerializedObject } from './serialized-object.ts';

export const storeDigestLength = 20;

const magics: ReadonlyMap<number, 'JKS' | 'JCEKS'> = new Map([
  [0xfeed_feed, 'JKS'],
  [0xcece_cece, 'JCEKS'],
]);
const entryTags = { privateKey: 1, certificate: 2, secretKey: 3 } as const;
/** Version 2 stores the certificate type. Version 1 implies X.509. */
const x509Types: ReadonlySet<string> = new Set(['X.509', 'X509']);

/** The byte arrays are views of the file. */
export type JavaEntry =
  | {
      readonly type: 'private-key';
      readonly alias: string;
      readonly encrypted: Uint8Array;
      readonly chain: readonly Uint8Array[];
    }
  | { readonly type: 'certificate'; readonly alias: string; readonly certificate: Uint8Array | null }
  | { readonly type: 'secret-key'; readonly alias: string };

export interface JavaKeyStore {
  readonly entries: readonly JavaEntry[];
  /** Offset of the digest, which covers all bytes before it. */
  readonly digestAt: number;
}

/** `damaged` means one wrong byte in the magic number. */
export function javaKeyStoreKind(bytes: Uint8Array): 'JKS' | 'JCEKS' | 'damaged' | null {
  if (bytes.length < 4) return null;
  const head = new OctetReader(bytes);
  const magic = head.uint32();
  const kind = magics.get(magic);
  if (kind) return kind;
  if (bytes.length < 12) return null;
  const version = head.uint32();
  if (version !== 1 && version !== 2) return null;
  const nearly = [...magics.keys()].some((known) => differingOctets(known, magic) === 1);
  return nearly ? 'damaged' : null;
}

function differingOctets(a: number, b: number): number {
  return [0, 8, 16, 24].filter((shift) => ((a >>> shift) & 0xff) !== ((b >>> shift) & 0xff)).length;
}

/**
 * Follows OpenJDK's `sun.security.provider.JavaKeyStore`, without decrypting or verifying.
 * @throws `damaged` (`offset`), `limit-exceeded`
 */
export function readJavaKeyStore(bytes: Uint8Array, maxObjects: number): JavaKeyStore {
  const reader = new OctetReader(bytes);
  reader.uint32();
  const version = reader.uint32();
  if (version !== 1 && version !== 2) throw damagedAt(4);
  const count = reader.uint32();
  const entries: JavaEntry[] = [];
  for (let left = count; left > 0; left--) {
    if (entries.length >= maxObjects) throw new AppError('limit-exceeded', { limit: 'objects' });
    entries.push(readEntry(reader, version, maxObjects));
  }
  const digestAt = reader.offset;
  reader.take(storeDigestLength);
  return { entries, digestAt };
}

function readEntry(reader: OctetReader, version: 1 | 2, maxObjects: number): JavaEntry {
  const start = reader.offset;
  const tag = reader.uint32();
  const alias = reader.text();
  reader.take(8);
  switch (tag) {
    case entryTags.privateKey: {
      const encrypted = reader.block();
      const chain: Uint8Array[] = [];
      for (let left = reader.uint32(); left > 0; left--) {
        if (chain.length >= maxObjects) throw new AppError('limit-exceeded', { limit: 'objects' });
        const certificate = readCertificate(reader, version);
        if (certificate) chain.push(certificate);
      }
      return { type: 'private-key', alias, encrypted, chain };
    }
    case entryTags.certificate:
      return { type: 'certificate', alias, certificate: readCertificate(reader, version) };
    case entryTags.secretKey:
      skipSerializedObject(reader);
      return { type: 'secret-key', alias };
    default:
      throw damagedAt(start);
  }
}

function readCertificate(reader: OctetReader, version: 1 | 2): Uint8Array | null {
  const isX509 = version === 1 || x509Types.has(reader.text());
  const octets = reader.block();
  return isX509 ? octets : null;
}
