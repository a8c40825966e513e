import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/domain/app-error.ts';
import { writeVerifiedFile } from '../../../main/exports/write-verified-file.ts';

const accept = async (): Promise<void> => undefined;

describe('[F06] writing an exported file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cs-write-'));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  test('verifies what the disk gives back, then renames', async () => {
    const path = join(folder, '张三.p12');
    let seen = '';
    await writeVerifiedFile(path, Buffer.from('content'), async (readBack) => {
      seen = Buffer.from(readBack).toString();
      expect(await readdir(folder)).not.toContain('张三.p12');
    });
    expect(seen).toBe('content');
    expect(await readFile(path, 'utf8')).toBe('content');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['张三.p12']);
  });

  test('a name as long as the file system allows', async () => {
    const name = `${'证'.repeat(83)}.p12`;
    await writeVerifiedFile(join(folder, name), Buffer.from('content'), accept);
    expect(await readdir(folder)).toEqual([name]);
  });

  test('a failed verification leaves the former file and nothing else', async () => {
    const path = join(folder, 'old.p12');
    await writeFile(path, 'former');
    const refuse = async (): Promise<void> => {
      throw new AppError('verification-failed');
    };
    await expect(writeVerifiedFile(path, Buffer.from('new'), refuse)).rejects.toMatchObject({
      code: 'verification-failed',
    });
    expect(await readFile(path, 'utf8')).toBe('former');
    expect(await readdir(folder)).toEqual(['old.p12']);
  });

  test('a folder that is not there is destination-unwritable with its cause', async () => {
    await expect(writeVerifiedFile(join(folder, 'none', 'x'), Buffer.from('x'), accept)).rejects.toMatchObject({
      code: 'destination-unwritable',
      details: { cause: 'ENOENT' },
    });
  });
});
