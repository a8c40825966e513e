// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupFormat } from '../../../main/backup/container/manifest.ts';
import { packContents } from '../../../main/backup/container/pack-contents.ts';
import { pemBlock } from '../../../main/formats/writers/write-pem.ts';
import { paddingOf, tarEnd, tarHeader } from '../../../main/backup/container/tar-header.ts';
import { encryptStream } from '../../../main/vault/age/age-files.ts';
import { makeIdentity } from '../openssl/make-identity.ts';
import { backupTime, itemsOf } from './small-container.ts';

/** A file in an archive. `header` replaces the one our writer makes. */
export interface TarFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly header?: Uint8Array;
  readonly time?: number;
}

const time = Math.floor(backupTime.getTime() / 1000);

export const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');
const bytesOf = ({ content, name, header, time: own }: TarFile): Uint8Array[] => [
  header ?? tarHeader({ name, size: content.length, time: own ?? time }),
  content,
  paddingOf(content.length),
];

export function tar(files: readonly TarFile[], end: Uint8Array = tarEnd): Buffer {
  return Buffer.concat([...files.flatMap(bytesOf), end]);
}

const hashOf = (bytes: Uint8Array) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
});

const readme: TarFile = { name: 'README.txt', content: text('how to open it\n') };
const passphrase: TarFile = { name: 'passphrase.age', content: text('not looked at: the identity is given\n') };
export const outerFiles: readonly TarFile[] = [readme, passphrase];

/** The contents of a valid backup of `count` identities, without its manifest. */
export async function innerFiles(count = 2): Promise<TarFile[]> {
  const identities = [];
  for (let number = 0; number < count; number += 1) identities.push(await makeIdentity(`CN=hostile ${number}`));
  const pieces: Buffer[] = [];
  const origin = {
    program: 'test',
    vaultId: manifestBase.vaultId,
    revision: 1,
    scope: 'all',
    createdAt: backupTime,
  } as const;
  const outer = { readme: hashOf(readme.content), passphrase: hashOf(passphrase.content), recovery: null };
  for await (const piece of packContents(itemsOf(identities), origin, outer, () => undefined)) {
    pieces.push(Buffer.from(piece));
  }
  const files: TarFile[] = [];
  for (let at = 0; at + 2 < pieces.length; at += 3) {
    const name = (pieces[at] ?? Buffer.alloc(0)).toString('latin1', 0, 100).replace(/\0.*$/s, '');
    if (name !== 'manifest.json') files.push({ name, content: pieces[at + 1] ?? Buffer.alloc(0) });
  }
  return files;
}

const manifestBase = {
  format: backupFormat,
  version: 1,
  createdAt: backupTime.toISOString(),
  program: 'test',
  vaultId: '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10',
  revision: 1,
  scope: 'all',
};

export const noRecords = { watched: 0, history: 0, profiles: 0, requests: 0, anchors: 0, losses: 0, webEnrolments: 0 };

export function manifestOf(files: readonly TarFile[], changes: object = {}): TarFile {
  const count = (folder: string) => files.filter(({ name }) => name.startsWith(`${folder}/`)).length;
  const manifest = {
    ...manifestBase,
    counts: { ...noRecords, certificates: count('certificates'), keys: count('keys') },
    outer: { readme: hashOf(readme.content), passphrase: hashOf(passphrase.content), recovery: null },
    contents: hashOf(Buffer.concat(files.flatMap(bytesOf))),
    ...changes,
  };
  return { name: 'manifest.json', content: text(`${JSON.stringify(manifest, null, 2)}\n`) };
}

export async function encrypted(recipient: string, plain: Uint8Array): Promise<Buffer> {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < plain.length; at += 65_536) controller.enqueue(plain.subarray(at, at + 65_536));
      controller.close();
    },
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of await encryptStream([recipient], source)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function asFile(bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cs-hostile-')), 'backup.tar');
  writeFileSync(path, bytes);
  return path;
}

/** The first key keeps its name and public point but gets the private scalar of the second. */
export function withSwappedScalar(files: readonly TarFile[]): TarFile[] {
  const [one, two] = files.filter(({ name }) => name.startsWith('keys/'));
  if (!one || !two) throw new Error('two keys');
  const der = ({ content }: TarFile) => createPrivateKey(Buffer.from(content)).export({ format: 'der', type: 'pkcs8' });
  const mixed = der(one);
  // PKCS#8 of P-256 as OpenSSL writes it: the scalar is at octets 36 to 67.
  der(two).copy(mixed, 36, 36, 68);
  // OpenSSL takes the public half from the trailing point; BoringSSL refuses such a key.
  const spki = createPublicKey(Buffer.from(one.content)).export({ format: 'der', type: 'spki' });
  if (!mixed.subarray(-65).equals(spki.subarray(-65))) throw new Error('not the point of the first');
  return files.map((file) => (file === one ? { ...one, content: pemBlock('PRIVATE KEY', mixed) } : file));
}

/** Adds our header with `change` applied and a matching checksum. */
export function header(file: TarFile, change: (block: Buffer) => void): TarFile {
  const block = Buffer.from(tarHeader({ name: file.name, size: file.content.length, time: time }));
  change(block);
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, octet) => total + octet, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return { ...file, header: block };
}
