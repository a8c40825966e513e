// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCertificateFile } from '../../../main/imports/read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const limits = { maxBytes: 8, pipes: false };

describe('[F07] reading a chosen file', () => {
  test('returns its bytes up to the limit', async () => {
    const file = join(folder, 'eight');
    writeFileSync(file, '12345678');
    expect(Buffer.from(await readCertificateFile(file, limits)).toString()).toBe('12345678');
    await expect(readCertificateFile(file, { ...limits, maxBytes: 7 })).rejects.toMatchObject({
      code: 'file-too-large',
      details: { limit: 7 },
    });
  });

  test.each([
    ['a folder', folder, 'EISDIR'],
    ['nothing', join(folder, 'none'), 'ENOENT'],
    ['a device', '/dev/zero', 'not-a-file'],
  ])('reports %s as unreadable, with the cause', async (_what, path, cause) => {
    await expect(readCertificateFile(path, limits)).rejects.toMatchObject({
      code: 'file-unreadable',
      details: { file: path, cause },
    });
  });

  test('reports a pipe without a writer instead of blocking', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readCertificateFile(pipe, limits)).rejects.toMatchObject({ details: { cause: 'pipe' } });
  });
});
