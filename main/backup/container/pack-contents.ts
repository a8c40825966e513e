// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { pemBlock } from '../../formats/writers/write-pem.ts';
import type { BackupItem, BackupOrigin } from '../../vault/backups/backup-item.ts';
import { certificateName, historyName, keyName, manifestName, metadataName } from './entry-names.ts';
import { backupFormat, containerVersion, manifestSchema, type Manifest } from './manifest.ts';
import { encodeLines } from './records.ts';
import { paddingOf, tarEnd, tarHeader } from './tar-header.ts';

const recordsPerFile = 500;

const countedAs = {
  certificate: 'certificates',
  key: 'keys',
  watched: 'watched',
  profile: 'profiles',
  request: 'requests',
  anchor: 'anchors',
  loss: 'losses',
  webEnrolment: 'webEnrolments',
  history: 'history',
} as const satisfies Record<BackupItem['kind'], keyof Manifest['counts']>;

const nothing = {
  certificates: 0,
  keys: 0,
  watched: 0,
  history: 0,
  profiles: 0,
  requests: 0,
  anchors: 0,
  losses: 0,
  webEnrolments: 0,
};

/**
 * Yields the plaintext of data.age, a tar that ends with the manifest. Each piece is valid until the next is requested.
 * `done` is called before the manifest is yielded.
 */
export async function* packContents(
  items: AsyncIterable<BackupItem>,
  origin: BackupOrigin,
  outer: Manifest['outer'],
  done: (manifest: Manifest) => void,
): AsyncGenerator<Uint8Array> {
  const time = Math.floor(origin.createdAt.getTime() / 1000);
  const hash = createHash('sha256');
  const counts = { ...nothing };
  let bytes = 0;
  const count = (piece: Uint8Array): Uint8Array => {
    hash.update(piece);
    bytes += piece.length;
    return piece;
  };
  function* entry(name: string, content: Uint8Array): Generator<Uint8Array> {
    yield count(tarHeader({ name, size: content.length, time }));
    yield count(content);
    yield count(paddingOf(content.length));
    content.fill(0);
  }

  const metadata = batches(metadataName);
  const history = batches(historyName);
  for await (const item of items) {
    if (item.kind === 'certificate') {
      yield* entry(certificateName(item.record.sha256), pemBlock('CERTIFICATE', item.der));
    } else if (item.kind === 'key') {
      yield* entry(keyName(item.record.spkiSha256), pemBlock('PRIVATE KEY', item.pkcs8));
    }
    counts[countedAs[item.kind]] += 1;
    const full = item.kind === 'history' ? history.add(item.record) : metadata.add(item.record);
    if (full) yield* entry(full.name, full.content);
  }
  for (const rest of [metadata.rest(), history.rest()]) if (rest) yield* entry(rest.name, rest.content);

  const manifest = manifestSchema.parse({
    format: backupFormat,
    version: containerVersion,
    createdAt: origin.createdAt.toISOString(),
    program: origin.program,
    vaultId: origin.vaultId,
    revision: origin.revision,
    scope: origin.scope,
    counts,
    outer,
    contents: { sha256: hash.digest('hex'), bytes },
  });
  done(manifest);
  const content = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
  yield tarHeader({ name: manifestName, size: content.length, time });
  yield content;
  yield paddingOf(content.length);
  yield tarEnd;
}

interface Batch {
  readonly name: string;
  readonly content: Uint8Array;
}

function batches(nameOf: (number: number) => string) {
  let records: unknown[] = [];
  let number = 0;
  const take = (): Batch => {
    number += 1;
    const content = encodeLines(records);
    records = [];
    return { name: nameOf(number), content };
  };
  return {
    add(record: unknown): Batch | null {
      records.push(record);
      return records.length >= recordsPerFile ? take() : null;
    },
    rest: (): Batch | null => (records.length > 0 ? take() : null),
  };
}

const chunkBytes = 64 * 1024;

/** Copies each piece, because the producer zeroes it. */
export function streamOfPieces(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  let piece: Uint8Array = new Uint8Array(0);
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = new Uint8Array(chunkBytes);
        let filled = 0;
        while (filled < chunkBytes) {
          if (at === piece.length) {
            const next = await pieces.next();
            if (next.done) break;
            piece = next.value;
            at = 0;
          }
          const part = piece.subarray(at, at + chunkBytes - filled);
          chunk.set(part, filled);
          filled += part.length;
          at += part.length;
        }
        if (filled > 0) controller.enqueue(chunk.subarray(0, filled));
        if (filled < chunkBytes) controller.close();
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
