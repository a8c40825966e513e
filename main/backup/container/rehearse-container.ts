// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { prepareToOpen, stretchForFile } from '../../vault/age/age-files.ts';
import { passphraseForms } from '../../vault/protectors/passphrase-forms.ts';
import { hashOfFile } from './file-hash.ts';
import type { Manifest } from './manifest.ts';
import { openBackupFile, type BackupSecret } from './open-container.ts';
import { readContents } from './read-contents.ts';
import { signChallenge } from './sign-challenge.ts';

export interface Rehearsal {
  readonly manifest: Manifest;
  /** Of the whole file, lower-case hex. */
  readonly sha256: string;
  /** Verified with their public keys. */
  readonly signed: number;
  /** Their algorithms cannot sign here; they match their certificates. */
  readonly untested: number;
}

/**
 * During the write: loads modules and runs scrypt, the slowest step. Used only if the file read back has the same salt.
 * Null: no passphrase typed.
 */
export async function precomputeRehearsal(opened: PrecomputedFile | null): Promise<void> {
  await prepareToOpen();
  const [form] = opened === null ? [] : passphraseForms(opened.passphrase);
  if (opened !== null && form !== undefined) await stretchForFile(form, opened.file);
}

export interface PrecomputedFile {
  readonly passphrase: string;
  /** age file under the passphrase. */
  readonly file: Uint8Array;
}

/** Test restore (试恢复): opens it, has each key sign a challenge, discards everything. Throws as `readContents`. */
export async function rehearseContainer(path: string, secret: BackupSecret): Promise<Rehearsal> {
  const handle = await openBackupFile(path);
  try {
    let signed = 0;
    let untested = 0;
    const manifest = await readContents(handle, secret, async (item) => {
      if (item.kind !== 'key') return;
      try {
        const verdict = signChallenge(item.pkcs8);
        if (verdict === 'invalid') throw new AppError('backup-damaged', { problem: 'key' });
        if (verdict === 'valid') signed += 1;
        else untested += 1;
      } finally {
        item.pkcs8.fill(0);
      }
    });
    return { manifest, sha256: await hashOfFile(path), signed, untested };
  } finally {
    await handle.close();
  }
}
