// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecretSource } from '../../../main/cli/runtime/secrets.ts';
import { parseCommandArguments } from '../../../main/cli/runtime/arguments.ts';
import { secrets } from '../../../main/cli/runtime/secret-options.ts';
import { readBounded } from '../../../main/imports/read-bounded.ts';

describe('[F07] reading with a limit', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cs-bounded-'));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  async function read(path: string, limit: number): Promise<Buffer | null> {
    const handle = await open(path, 'r');
    try {
      return await readBounded(handle, limit);
    } finally {
      await handle.close();
    }
  }

  test('returns content within the limit, and null one byte beyond', async () => {
    const bytes = Buffer.alloc(600_000, 'abc');
    const file = join(folder, 'file');
    await writeFile(file, bytes);
    expect((await read(file, 600_000))?.equals(bytes)).toBe(true);
    expect(await read(file, 599_999)).toBeNull();
  });

  test.skipIf(process.platform === 'win32')(
    'refuses a device without an end, both as a file and as a secret',
    async () => {
      expect(await read('/dev/zero', 1_000_000)).toBeNull();
      const parsed = parseCommandArguments({ options: secrets('password') }, ['--password-file', '/dev/zero']);
      const source = createSecretSource(parsed, { stdin: process.stdin, prompt: async () => '' });
      await expect(source.read('password')).rejects.toMatchObject({ code: 'secret-not-text' });
    },
  );
});
