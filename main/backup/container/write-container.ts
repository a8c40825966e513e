// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { encryptStream } from '../../vault/age/age-files.ts';
import type { BackupItem, BackupOrigin } from '../../vault/backups/backup-item.ts';
import { dataName, passphraseName, readmeName, recoveryName } from './entry-names.ts';
import type { Manifest } from './manifest.ts';
import { packContents, streamOfPieces } from './pack-contents.ts';
import { readmeText } from './readme.ts';
import { maxEntryBytes, paddingOf, tarEnd, tarHeader } from './tar-header.ts';

export interface ContainerAccess {
  readonly passphrase: { readonly recipient: string; readonly file: Uint8Array } | null;
  readonly recovery: { readonly recipient: string; readonly file: Uint8Array } | null;
  /** A recipient whose identity exists only in memory, until the test restore ends. */
  readonly rehearsal: string;
}

export interface WrittenContainer {
  readonly manifest: Manifest;
  readonly bytes: number;
}

/**
 * Writes to an empty file without flushing (see docs/formats.md, "Backup"). `onBytes` gets the number of bytes
 * written so far. Errors: write errors, those of `items`, `limit-exceeded`, `cancelled`.
 */
export async function writeContainer(
  handle: FileHandle,
  {
    items,
    origin,
    access,
    signal,
    onBytes,
  }: {
    readonly items: AsyncIterable<BackupItem>;
    readonly origin: BackupOrigin;
    readonly access: ContainerAccess;
    readonly signal?: AbortSignal | undefined;
    readonly onBytes?: ((octets: number) => void) | undefined;
  },
): Promise<WrittenContainer> {
  const time = Math.floor(origin.createdAt.getTime() / 1000);
  const { passphrase, recovery } = access;
  const readme = Buffer.from(readmeText({ passphrase: passphrase !== null, recovery: recovery !== null }), 'utf8');
  let at = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    await writeAll(handle, bytes, at);
    at += bytes.length;
  };
  const putFile = async (name: string, content: Uint8Array): Promise<void> => {
    await put(tarHeader({ name, size: content.length, time }));
    await put(content);
    await put(paddingOf(content.length));
  };

  await putFile(readmeName, readme);
  if (passphrase) await putFile(passphraseName, passphrase.file);
  if (recovery) await putFile(recoveryName, recovery.file);

  // The size of data.age is known only at the end, so its header is written last.
  const headerAt = at;
  at += tarHeader({ name: dataName, size: 0, time }).length;
  const dataAt = at;
  let manifest: Manifest | null = null;
  const outer = {
    readme: hashOf(readme),
    passphrase: passphrase && hashOf(passphrase.file),
    recovery: recovery && hashOf(recovery.file),
  };
  const pieces = packContents(items, origin, outer, (made) => (manifest = made));
  const recipients = [passphrase?.recipient, recovery?.recipient, access.rehearsal].filter(
    (each) => each !== undefined,
  );
  const encrypted = (await encryptStream(recipients, streamOfPieces(pieces))).getReader();
  try {
    for (;;) {
      if (signal?.aborted === true) throw new AppError('cancelled');
      const next = await encrypted.read();
      if (next.done) break;
      await put(next.value);
      onBytes?.(at);
    }
  } finally {
    await encrypted.cancel().catch(() => undefined);
  }
  const size = at - dataAt;
  if (size > maxEntryBytes) throw new AppError('limit-exceeded', { limit: 'size' });
  await put(paddingOf(size));
  await put(tarEnd);
  await writeAll(handle, tarHeader({ name: dataName, size, time }), headerAt);
  if (manifest === null) throw new Error('contents without a manifest');
  return { manifest, bytes: at };
}

function hashOf(bytes: Uint8Array): { sha256: string; bytes: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const result = await handle.write(bytes, written, bytes.length - written, position + written);
    written += result.bytesWritten;
  }
}
