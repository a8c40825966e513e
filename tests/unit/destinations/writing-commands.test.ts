// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../main/cli/commands.ts';
import { everyByte, refusedFiles, refusedFolders } from '../../support/contract/refused-places.ts';
import { command, makeWorld, needsMore, writing, writingInto } from '../../support/contract/writing-commands.ts';

describe('[X12] commands that write to a given place', () => {
  test('are all listed here', () => {
    const declared = commands.filter(
      ({ options: { output, to } }) => output !== undefined || (to?.kind === 'value' && to.path === 'folder'),
    );
    const rows = [...Object.keys(writing), ...Object.keys(writingInto)];
    expect(rows).toEqual(expect.arrayContaining(declared.map(({ name }) => name)));
    expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(rows));
  });

  test.each(Object.keys(writing))(
    '%s leaves each refused place unchanged, and overwrites an ordinary file',
    async (name) => {
      const argv = writing[name];
      if (!argv) throw new Error(name);
      const world = await makeWorld();
      const targets = await refusedFiles(world);
      const before = everyByte(world);
      for (const { title, path, reason } of targets) {
        const { code, answer } = await command(world, argv(world, path));
        expect({ exitCode: code, error: answer.error?.code, reason: answer.error?.details['reason'] }, title).toEqual({
          exitCode: 7,
          error: 'destination-refused',
          reason,
        });
        expect(everyByte(world), title).toEqual(before);
      }
      if (needsMore.has(name)) return;
      const path = join(world.work, 'of the person.out');
      writeFileSync(path, 'former content');
      expect((await command(world, argv(world, path))).answer).toMatchObject({ ok: true });
      expect(readFileSync(path, 'latin1')).not.toContain('former content');
    },
  );

  test.each(Object.keys(writingInto))('%s puts nothing into a refused folder', { timeout: 60_000 }, async (name) => {
    const argv = writingInto[name];
    if (!argv) throw new Error(name);
    const world = await makeWorld();
    const targets = refusedFolders(world);
    const before = everyByte(world);
    for (const { title, path, reason } of targets) {
      const { answer } = await command(world, argv(world, path));
      expect({ error: answer.error?.code, reason: answer.error?.details['reason'] }, title).toEqual({
        error: 'destination-refused',
        reason,
      });
      expect(Object.keys(everyByte(world)).toSorted(), title).toEqual(Object.keys(before).toSorted());
    }
  });

  test('[B01] report a missing folder, and a folder given instead of a file', async () => {
    const world = await makeWorld();
    const message = async (...argv: string[]) => (await command(world, argv)).answer.error?.message;
    const missing = join(world.work, 'missing');
    const secret = ['--passphrase-file', world.passphraseFile];
    expect(await message('backup', 'create', '--to', missing, ...secret)).toMatch(/^The folder does not exist\./);
    expect(await message('export', world.sha256, '--format', 'pem', '-o', join(missing, 'a.pem'))).toMatch(
      /^The folder does not exist\./,
    );
    expect(await message('backup', 'verify', world.work, ...secret)).toBe(
      `This is a folder: ${world.work}. Enter the path of a file.`,
    );
  });
});
