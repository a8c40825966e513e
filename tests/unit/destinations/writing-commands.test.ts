// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { commands } from '../../../main/cli/commands.ts';
import { runCli } from '../../../main/cli/run-cli.ts';
import { createServices, type Services } from '../../../main/services.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import {
  everyByte,
  placesIn,
  refusedFiles,
  refusedFolders,
  type PlacesOfTest,
} from '../../support/contract/refused-places.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

/** Every command that writes a file or into a folder of a person's choice, as it is called with one. */
const writing: Record<string, (world: World, path: string) => readonly string[]> = {
  calendar: (_, path) => ['calendar', '-o', path],
  'demo-ca': (_, path) => ['demo-ca', '-o', path],
  enrol: ({ profile }, path) => ['enrol', '--profile', profile, '--subject', 'CN=Zhang San', '-o', path],
  export: ({ sha256 }, path) => ['export', sha256, '--format', 'pem', '-o', path],
  'log export': (_, path) => ['log', 'export', '-o', path],
  'pending export': ({ pending }, path) => ['pending', 'export', pending, '-o', path],
  renew: ({ sha256, profile }, path) => ['renew', sha256, '--profile', profile, '-o', path],
  'tokens csr': (_, path) => ['tokens', 'csr', '--token', '1', '--key', 'k', '--subject', 'CN=k', '-o', path],
  'vault export': ({ passphraseFile }, path) => ['vault', 'export', path, '--passphrase-file', passphraseFile],
};
const writingInto: typeof writing = {
  'vault repair': (_, path) => ['vault', 'repair', '--to', path],
  'backup create': ({ passphraseFile }, path) => [
    'backup',
    'create',
    '--to',
    path,
    '--passphrase-file',
    passphraseFile,
  ],
};

/** A token, or a person who stops it: their own tests write (`tokens.test.ts`, `demo-ca.test.ts`). */
const needsMore = new Set(['demo-ca', 'tokens csr']);

interface World extends PlacesOfTest {
  readonly services: Services;
  readonly sha256: string;
  readonly pending: string;
  readonly profile: string;
  readonly passphraseFile: string;
}

let world: World;

/** The command line in this process, over services that stay open. */
async function command(argv: readonly string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const services = { ...world.services, close: () => undefined };
  const code = await runCli({
    argv: [...argv, '--json', '--yes', '--vault', world.vault],
    environment: { LANG: 'en_US.UTF-8' },
    stdin: Readable.from([]),
    stdout,
    stderr,
    now: () => new Date(),
    version: '0.0.0',
    program: 'certsteward',
    watchForInterruption: () => new AbortController().signal,
    prompt: async () => '',
    disableCoreDumps: async () => undefined,
    ask: async () => '',
    createServices: () => services,
    logUnexpected: (error) => console.error(error),
  });
  const text = String(stdout.read() ?? '');
  return { code, answer: JSON.parse(text.trim().split('\n').at(-1) ?? '{}') as Answer };
}
interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly message: string; readonly details: Record<string, unknown> };
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look at any answer
  readonly value?: any;
}

async function makeWorld(): Promise<void> {
  const places = placesIn(temporaryFolder());
  const passphraseFile = join(places.work, 'passphrase.txt');
  const profile = join(places.work, 'profile.json');
  writeFileSync(passphraseFile, 'a passphrase of four words');
  writeFileSync(profile, JSON.stringify({ name: 'Any', protocol: 'manual', url: 'https://any.example.com/' }));
  const services = createServices({
    dataFolder: places.vault,
    stateFolder: places.state,
    startChild: startNodeChild,
    unlockAtStart: false,
  });
  onTestFinished(() => services.close());
  await services.vault.createWithProtectors({ passphrase: 'a passphrase of four words' });
  const vault = await services.vault.require();
  const { certificate, key, sha256 } = await makeIdentity('CN=Zhang San');
  const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
  await vault.importItems({ certificates: [certificate], keys: [key], origin });
  world = { ...places, services, sha256, pending: '', profile, passphraseFile };
  const asked = await command(writing['enrol']?.(world, join(places.work, 'first.csr')) ?? []);
  world = { ...world, pending: asked.answer.value.pending.id };
}

describe('[X12] every command that writes where a person says', () => {
  test('has a row here', () => {
    const declared = commands.filter(
      ({ options: { output, to } }) => output !== undefined || (to?.kind === 'value' && to.path === 'folder'),
    );
    const rows = [...Object.keys(writing), ...Object.keys(writingInto)];
    expect(rows).toEqual(expect.arrayContaining(declared.map(({ name }) => name)));
    expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(rows));
  });

  test.each(Object.keys(writing))(
    '%s leaves each refused place as it was, and writes to a file of the person',
    async (name) => {
      const argv = writing[name];
      if (!argv) throw new Error(name);
      await makeWorld();
      const targets = await refusedFiles(world);
      const before = everyByte(world);
      for (const { title, path, reason } of targets) {
        const { code, answer } = await command(argv(world, path));
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
      expect((await command(argv(world, path))).answer).toMatchObject({ ok: true });
      expect(readFileSync(path, 'latin1')).not.toContain('former content');
    },
  );

  test.each(Object.keys(writingInto))('%s puts nothing into a refused folder', { timeout: 60_000 }, async (name) => {
    const argv = writingInto[name];
    if (!argv) throw new Error(name);
    await makeWorld();
    const targets = refusedFolders(world);
    const before = everyByte(world);
    for (const { title, path, reason } of targets) {
      const { answer } = await command(argv(world, path));
      expect({ error: answer.error?.code, reason: answer.error?.details['reason'] }, title).toEqual({
        error: 'destination-refused',
        reason,
      });
      expect(Object.keys(everyByte(world)).toSorted(), title).toEqual(Object.keys(before).toSorted());
    }
  });
});
