// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface CorpusRow {
  readonly file: string;
  readonly kind: string;
  readonly password: string | null;
  readonly expected: string | null;
}

/** Folder of the public test vectors: `CORPORA_DIR`, or `shared/corpora` near the repository. Null if absent. */
export const corporaFolder: string | null =
  [process.env['CORPORA_DIR'], resolve('../shared/corpora'), resolve('../../shared/corpora')].find(
    (folder) => folder !== undefined && existsSync(join(folder, 'manifest.jsonl')),
  ) ?? null;

export function corpusRows(): CorpusRow[] {
  if (corporaFolder === null) return [];
  return readFileSync(join(corporaFolder, 'manifest.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusRow);
}

export function corpusFile(row: CorpusRow): Buffer {
  return readFileSync(join(corporaFolder ?? '', row.file));
}

/** Returns the DER of each certificate in a corpus file, without using any code under test. */
export function corpusCertificates(row: CorpusRow): Uint8Array[] {
  const bytes = corpusFile(row);
  if (row.kind === 'der') return [new Uint8Array(bytes)];
  const blocks = bytes
    .toString('latin1')
    .matchAll(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g);
  return Array.from(blocks, (block) => new Uint8Array(Buffer.from(block[1] ?? '', 'base64')));
}

export function cfcaRows(): CorpusRow[] {
  const manifest = join(corporaFolder ?? '', 'cfca/manifest.jsonl');
  if (corporaFolder === null || !existsSync(manifest)) return [];
  return readFileSync(manifest, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusRow);
}
