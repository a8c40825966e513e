// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { writeVerifiedFile } from '../../../main/destinations/write-verified-file.ts';
import { outputFile } from '../../support/contract/destinations.ts';
import { privateFileMode } from '../../support/system.ts';

const accept = async (): Promise<void> => undefined;

describe('[F06] writing an exported file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cs-write-'));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  test('verifies the content read back from disk, then renames the file', async () => {
    const path = join(folder, '张三.p12');
    let seen = '';
    await writeVerifiedFile(await outputFile(path), Buffer.from('content'), async (readBack) => {
      seen = Buffer.from(readBack).toString();
      expect(await readdir(folder)).not.toContain('张三.p12');
    });
    expect(seen).toBe('content');
    expect(await readFile(path, 'utf8')).toBe('content');
    expect((await stat(path)).mode & 0o777).toBe(privateFileMode);
    expect(await readdir(folder)).toEqual(['张三.p12']);
  });

  test('writes a file whose name is as long as the file system allows', async () => {
    const name = `${'证'.repeat(83)}.p12`;
    await writeVerifiedFile(await outputFile(join(folder, name)), Buffer.from('content'), accept);
    expect(await readdir(folder)).toEqual([name]);
  });

  test('keeps the previous file and nothing else after a failed verification', async () => {
    const path = join(folder, 'old.p12');
    await writeFile(path, 'former');
    const refuse = async (): Promise<void> => {
      throw new AppError('verification-failed');
    };
    await expect(writeVerifiedFile(await outputFile(path), Buffer.from('new'), refuse)).rejects.toMatchObject({
      code: 'verification-failed',
    });
    expect(await readFile(path, 'utf8')).toBe('former');
    expect(await readdir(folder)).toEqual(['old.p12']);
  });

  test('[X08] removes the leftover file of a killed export, and nothing else', async () => {
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    const leave = async (name: string, when: Date): Promise<void> => {
      await writeFile(join(folder, name), 'half a key file');
      await utimes(join(folder, name), when, when);
    };
    const running = '.certsteward-7a9f4a52-0b5d-4d0e-9a53-1f0f8f7f5c11.part';
    await leave('.certsteward-1c6d2c4e-58a1-4b8e-8e2b-9f1f6f7f5c00.part', old);
    await leave(running, new Date());
    await leave('.certsteward-notes.part', old);
    await leave('old.part', old);
    await writeVerifiedFile(await outputFile(join(folder, 'new.p12')), Buffer.from('content'), accept);
    expect((await readdir(folder)).toSorted()).toEqual(
      [running, '.certsteward-notes.part', 'new.p12', 'old.part'].toSorted(),
    );
  });

  test('reports a missing folder as destination-unwritable with its cause', async () => {
    await expect(outputFile(join(folder, 'none', 'x'))).rejects.toMatchObject({
      code: 'destination-unwritable',
      details: { cause: 'ENOENT' },
    });
  });
});
