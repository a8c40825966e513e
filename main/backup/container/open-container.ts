// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { decryptStream, decryptStretched, decryptWithPassphrase, maxWorkFactor } from '../../vault/age/age-files.ts';
import { readAgeHeader } from '../../vault/age/age-header.ts';
import type { Stretched } from '../../vault/age/age-scrypt.ts';
import { identityOf } from '../../vault/protectors/identity-file.ts';
import { passphraseForms } from '../../vault/protectors/passphrase-forms.ts';
import { parseRecoveryCode } from '../../vault/protectors/recovery-code.ts';
import { dataName, maxOuterBytes, passphraseName, readmeName, recoveryName } from './entry-names.ts';
import type { Manifest } from './manifest.ts';
import { blockBytes, paddingOf, readTarHeader, tarEnd } from './tar-header.ts';

/** `identity` is `AGE-SECRET-KEY-1…` in UTF-8, for the test restore. */
export type BackupSecret =
  | { readonly kind: 'passphrase' | 'recovery-code'; readonly secret: string }
  | { readonly kind: 'identity'; readonly identity: Uint8Array };

export interface Container {
  readonly passphraseFile: Uint8Array | null;
  readonly recoveryFile: Uint8Array | null;
  readonly outer: Manifest['outer'];
  readonly data: { readonly at: number; readonly bytes: number };
}

export async function openBackupFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AppError('file-unreadable', { cause: code ?? 'unknown' }, { cause: error });
  }
}

/**
 * Accepts only the files of a backup, in archive order. Errors: `not-a-backup`, `backup-damaged`, `limit-exceeded`,
 * read errors.
 */
export async function readOuter(handle: FileHandle): Promise<Container> {
  const { size } = await handle.stat();
  const files = new Map<string, Uint8Array>();
  let time: number | null = null;
  let at = 0;
  for (;;) {
    const header = await headerAt(handle, at, size);
    if (header === null) throw notOurs(at);
    const expected = [readmeName, passphraseName, recoveryName, dataName];
    const isNext = expected.indexOf(header.name) > expected.indexOf([...files.keys()].at(-1) ?? '');
    if (!isNext || header.time !== (time ??= header.time)) throw notOurs(at);
    at += blockBytes;
    const end = at + header.size + paddingOf(header.size).length;
    if (header.name === dataName) {
      if (!files.has(readmeName) || files.size < 2) throw damagedBackup('files');
      await refuseOtherBytes(handle, at + header.size, end + tarEnd.length, size);
      return containerOf(files, { at, bytes: header.size });
    }
    if (header.size > maxOuterBytes) throw new AppError('limit-exceeded', { limit: 'size' });
    if (end > size) throw damagedBackup('cut-off');
    const content = await readAt(handle, at, end - at);
    if (content.subarray(header.size).some((octet) => octet !== 0)) throw damagedBackup('padding');
    files.set(header.name, content.subarray(0, header.size));
    at = end;
  }
}

export function damagedBackup(problem: string): AppError {
  return new AppError('backup-damaged', { problem });
}

function notOurs(at: number): AppError {
  return at === 0 ? new AppError('not-a-backup') : damagedBackup('files');
}

async function headerAt(handle: FileHandle, at: number, size: number) {
  if (at + blockBytes > size) return null;
  try {
    return readTarHeader(await readAt(handle, at, blockBytes));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function refuseOtherBytes(handle: FileHandle, from: number, to: number, size: number): Promise<void> {
  if (to > size) throw damagedBackup('cut-off');
  if (to < size) throw damagedBackup('more-at-end');
  if ((await readAt(handle, from, to - from)).some((octet) => octet !== 0)) throw damagedBackup('padding');
}

function containerOf(files: ReadonlyMap<string, Uint8Array>, data: Container['data']): Container {
  const hashOf = (name: string) => {
    const file = files.get(name);
    return file === undefined ? null : { sha256: createHash('sha256').update(file).digest('hex'), bytes: file.length };
  };
  const readme = hashOf(readmeName);
  if (readme === null) throw damagedBackup('files');
  return {
    passphraseFile: files.get(passphraseName) ?? null,
    recoveryFile: files.get(recoveryName) ?? null,
    outer: { readme, passphrase: hashOf(passphraseName), recovery: hashOf(recoveryName) },
    data,
  };
}

/**
 * Returns the plaintext of data.age. `stretched`, an scrypt result, is ignored if the salt differs. Errors:
 * `not-available` (no such protector), `wrong-secret`, `limit-exceeded` (work factor above 2^20), `backup-damaged`.
 */
export async function openData(
  handle: FileHandle,
  container: Container,
  secret: BackupSecret,
  stretched: Stretched | null,
): Promise<ReadableStream<Uint8Array>> {
  const identity = await identityFor(container, secret, stretched);
  try {
    const plain = await decryptStream(identity, streamOf(handle, container.data));
    if (plain === null) throw damagedBackup('data');
    return plain;
  } finally {
    if (secret.kind !== 'identity') identity.fill(0);
  }
}

async function identityFor(
  container: Container,
  secret: BackupSecret,
  stretched: Stretched | null,
): Promise<Uint8Array> {
  if (secret.kind === 'identity') return secret.identity;
  const { kind } = secret;
  const file = kind === 'passphrase' ? container.passphraseFile : container.recoveryFile;
  if (file === null) throw new AppError('not-available', { what: kind, reason: 'not-set' });
  const factor = readAgeHeader(file)?.scryptWorkFactor ?? null;
  if (factor === null) throw damagedBackup(kind);
  if (factor > maxWorkFactor) throw new AppError('limit-exceeded', { limit: 'work-factor' });
  const plain =
    (stretched && (await decryptStretched(stretched, file))) ??
    (await decryptWithPassphrase(candidates(kind, secret.secret), file));
  if (plain === null) throw new AppError('wrong-secret');
  return identityOf(plain);
}

function candidates(kind: 'passphrase' | 'recovery-code', typed: string): readonly string[] {
  if (kind === 'passphrase') return passphraseForms(typed);
  const parsed = parseRecoveryCode(typed);
  if (parsed.kind === 'invalid') throw new AppError('wrong-secret', { typingError: true, group: parsed.group });
  return [parsed.canonical];
}

const pieceBytes = 256 * 1024;

function streamOf(handle: FileHandle, { at, bytes }: Container['data']): ReadableStream<Uint8Array> {
  let position = at;
  const end = at + bytes;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (position === end) {
          controller.close();
          return;
        }
        const piece = await readAt(handle, position, Math.min(pieceBytes, end - position));
        position += piece.length;
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
}

async function readAt(handle: FileHandle, at: number, octets: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(octets);
  for (let filled = 0; filled < octets;) {
    const { bytesRead } = await handle.read(buffer, filled, octets - filled, at + filled);
    if (bytesRead === 0) throw damagedBackup('cut-off');
    filled += bytesRead;
  }
  return buffer;
}
