// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { prepareToOpen, stretchForFile } from '../../vault/age/age-files.ts';
import { passphraseForms } from '../../vault/protectors/passphrase-forms.ts';
import { hashOfFile } from './file-hash.ts';
import type { Manifest } from './manifest.ts';
import { openBackupFile, type BackupSecret } from './open-container.ts';
import { readContents } from './read-contents.ts';
import { signChallenge } from './sign-challenge.ts';

export interface Rehearsal {
  readonly manifest: Manifest;
  /** Lower-case hex of SHA-256 over the whole file. */
  readonly sha256: string;
  /** Keys that signed a challenge, which their own public key confirmed. */
  readonly signed: number;
  /** Keys of an algorithm that nothing here signs with; they fit their certificates. */
  readonly untested: number;
}

/**
 * While the backup is still being written: the child loads what a rehearsal takes, and runs scrypt once more for the salt of
 * the file that goes into it (`opened`; null: no passphrase was typed), which takes longest. What is read back from the
 * medium is opened with it only if it bears this salt.
 */
export async function foreseeRehearsal(opened: ForeseenFile | null): Promise<void> {
  await prepareToOpen();
  const [form] = opened === null ? [] : passphraseForms(opened.passphrase);
  if (opened !== null && form !== undefined) await stretchForFile(form, opened.file);
}

export interface ForeseenFile {
  readonly passphrase: string;
  /** age file under it. */
  readonly file: Uint8Array;
}

/**
 * 试恢复: opens a backup as a restore would and throws away what it finds, after each key has signed a challenge.
 * Throws what `readContents` throws, `backup-damaged` for a key whose signature does not hold.
 */
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
