// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Stretched } from '../../vault/age/age-scrypt.ts';
import { hashOfFile } from './file-hash.ts';
import type { Manifest } from './manifest.ts';
import { openBackupFile, type BackupSecret } from './open-container.ts';
import { readContents, type ContentItem } from './read-contents.ts';
import { signChallenge } from './sign-challenge.ts';

export interface Rehearsal {
  readonly manifest: Manifest;
  /** Hash of the whole file, lower-case hex. */
  readonly sha256: string;
  readonly signed: number;
  readonly untested: number;
}

/** The test restore: opens the container, has each key sign a challenge, and discards everything. */
export async function rehearseContainer(
  path: string,
  secret: BackupSecret,
  stretched: Stretched | null = null,
): Promise<Rehearsal> {
  const handle = await openBackupFile(path);
  try {
    let signed = 0;
    let untested = 0;
    const take = async (item: ContentItem): Promise<void> => {
      if (item.kind !== 'key') return;
      try {
        const verdict = signChallenge(item.pkcs8);
        if (verdict === 'invalid') throw new AppError('backup-damaged', { problem: 'key' });
        if (verdict === 'valid') signed += 1;
        else untested += 1;
      } finally {
        item.pkcs8.fill(0);
      }
    };
    const manifest = await readContents(handle, secret, take, stretched);
    return { manifest, sha256: await hashOfFile(path), signed, untested };
  } finally {
    await handle.close();
  }
}
