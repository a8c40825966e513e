// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePem } from '../../main/formats/writers/write-pem.ts';
import { seededRandom } from '../support/openssl/seeded-random.ts';
import { benchCertificates } from './bench-certificates.ts';
import { decoys } from './scan-decoys.ts';

export interface ScanTreeShape {
  readonly files: number;
  readonly folders: number;
  /** PEM files; a quarter of them have their header beyond the first 4 KB. */
  readonly pem: number;
  readonly der: number;
  readonly pkcs12: number;
  readonly seed: number;
}

export interface ScanTree {
  readonly folder: string;
  readonly files: number;
  /** Files that a search must find, relative to `folder` and sorted. */
  readonly wanted: readonly string[];
  readonly bytes: number;
}

/** About 2 GB. */
export const benchTree: ScanTreeShape = {
  files: 100_000,
  folders: 4000,
  pem: 500,
  der: 40,
  pkcs12: 20,
  seed: 20_261_124,
};

const password = 'scan-tree';

/** Makes the tree in `folder` unless it exists. The seed determines names and filler, but not keys. */
export function scanTree(folder: string, shape: ScanTreeShape): ScanTree {
  const done = existsSync(folder);
  const half = `${folder}.part`;
  rmSync(half, { recursive: true, force: true });
  const random = seededRandom(shape.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const folders = folderNames(shape.folders, below);
  const special = done ? placeholders(shape) : specialFiles(shape, half);
  // Separate random numbers, so that names and places stay the same when the files already exist.
  const filler = seededRandom(shape.seed + 1);
  const pool = done ? null : { text: textPool(filler), binary: binaryPool(filler) };
  if (!done) for (const name of folders) mkdirSync(join(half, name), { recursive: true });
  const wanted: string[] = [];
  let bytes = 0;
  const step = Math.max(1, Math.floor(shape.files / special.length));
  for (let index = 0; index < shape.files; index++) {
    const place = folders[below(folders.length)] ?? '';
    const turn = index % step === 0 ? special[index / step] : undefined;
    // Draws the same numbers whether or not files are written.
    const size = sizeOf(random());
    const from = below(poolBytes - maxBytes);
    const isText = random() < 0.7;
    const name = join(place, turn ? turn.name(index) : `file-${index}.${isText ? 'txt' : 'bin'}`);
    if (turn?.wanted === true) wanted.push(name);
    bytes += size;
    if (pool === null) continue;
    const filling = (isText ? pool.text : pool.binary).subarray(from, from + size);
    writeFileSync(join(half, name), turn ? turn.content(pool.text.subarray(from, from + maxBytes)) : filling);
  }
  if (!done) renameSync(half, folder);
  return { folder, files: shape.files, wanted: wanted.toSorted(), bytes };
}

interface SpecialFile {
  readonly wanted: boolean;
  name(index: number): string;
  content(text: Buffer): Uint8Array;
}

const poolBytes = 8 * 1024 * 1024;
const maxBytes = 240 * 1024;

/** Mostly small files, some large: 20 KB on average. */
function sizeOf(random: number): number {
  return Math.floor(
    200 + 60_000 * random ** 4 + (random > 0.97 ? (maxBytes - 60_300) * (random - 0.97) * 33 : 8000 * random),
  );
}

function folderNames(count: number, below: (limit: number) => number): string[] {
  const names = [''];
  while (names.length < count) names.push(join(names[below(names.length)] ?? '', `folder-${names.length}`));
  return names;
}

function specialFiles(shape: ScanTreeShape, work: string): SpecialFile[] {
  mkdirSync(work, { recursive: true });
  const certificates = benchCertificates(shape.pem + shape.der);
  const pem = certificates.slice(0, shape.pem).map((der, nth): SpecialFile => {
    const head = nth % 4 === 0 ? 4200 + ((nth * 977) % 50_000) : nth % 4 === 1 ? 300 : 0;
    const extension = ['pem', 'crt', 'txt', 'bak'][nth % 4] ?? '';
    return {
      ...named('wanted', true, extension),
      content: (text) => Buffer.concat([text.subarray(0, head), Buffer.from('\n'), writePem([der])]),
    };
  });
  const der = certificates.slice(shape.pem).map((bytes, nth): SpecialFile => ({
    ...named('wanted', true, nth % 2 === 0 ? 'cer' : 'data'),
    content: () => bytes,
  }));
  const first = certificates[0] as Uint8Array;
  const pkcs12 = pkcs12Files(shape.pkcs12, work).map((bytes, nth): SpecialFile => ({
    ...named('wanted', true, nth % 2 === 0 ? 'pfx' : 'old'),
    content: () => bytes,
  }));
  const others = decoys(first).map((decoy): SpecialFile => ({
    ...named('decoy', false, decoy.extension),
    content: (text) => decoy.content(text),
  }));
  return [...pem, ...der, ...pkcs12, ...others, ...others, ...others];
}

/** Like `specialFiles`, without content. */
function placeholders({ pem, der, pkcs12 }: ScanTreeShape): SpecialFile[] {
  const one = (kind: string, wanted: boolean, extension: string): SpecialFile => ({
    ...named(kind, wanted, extension),
    content: () => Buffer.alloc(0),
  });
  const of = (count: number, extensions: readonly string[]): SpecialFile[] =>
    Array.from({ length: count }, (_, nth) => one('wanted', true, extensions[nth % extensions.length] ?? ''));
  const others = decoys(new Uint8Array(0)).map(({ extension }) => one('decoy', false, extension));
  return [
    ...of(pem, ['pem', 'crt', 'txt', 'bak']),
    ...of(der, ['cer', 'data']),
    ...of(pkcs12, ['pfx', 'old']),
    ...others,
    ...others,
    ...others,
  ];
}

function named(kind: string, wanted: boolean, extension: string): Pick<SpecialFile, 'wanted' | 'name'> {
  return { wanted, name: (index) => `${kind}-${index}.${extension}` };
}

/** Made by OpenSSL, each with a separate key. */
function pkcs12Files(count: number, work: string): Buffer[] {
  const key = join(work, 'key.pem');
  const certificate = join(work, 'certificate.pem');
  const made = Array.from({ length: count }, (_, nth) => {
    const options = { stdio: ['pipe', 'pipe', 'ignore'] as ('pipe' | 'ignore')[], input: password };
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', certificate, '-days', '900', '-subj', `/CN=Bank Customer ${nth}`], // prettier-ignore
      { stdio: 'ignore' },
    );
    return execFileSync(
      'openssl',
      ['pkcs12', '-export', '-inkey', key, '-in', certificate, '-passout', 'stdin'],
      options,
    );
  });
  rmSync(key, { force: true });
  rmSync(certificate, { force: true });
  return made;
}

const words =
  'the of and account branch 证书 银行 report value for return const import from int void if else print meeting minutes invoice'.split(
    ' ',
  );

function textPool(random: () => number): Buffer {
  const lines: string[] = [];
  for (let length = 0; length < poolBytes + maxBytes;) {
    const line = Array.from(
      { length: 4 + Math.floor(random() * 14) },
      () => words[Math.floor(random() * words.length)],
    ).join(' ');
    lines.push(line);
    length += line.length + 1;
  }
  return Buffer.from(lines.join('\n'));
}

/** Random bytes with a NUL in every 1000, as in a picture or archive. */
function binaryPool(random: () => number): Buffer {
  const pool = Buffer.alloc(poolBytes + maxBytes);
  for (let at = 0; at + 4 <= pool.length; at += 4) pool.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
  for (let at = 0; at < pool.length; at += 1000) pool[at] = 0;
  return pool;
}
