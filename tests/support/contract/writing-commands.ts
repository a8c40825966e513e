// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import { createServices, type Services } from '../../../main/services.ts';
import { startNodeChild } from '../cli/start-node-child.ts';
import { makeIdentity } from '../openssl/make-identity.ts';
import { temporaryFolder } from '../vault/vault-fixture.ts';
import { placesIn, type PlacesOfTest } from './refused-places.ts';

/** Arguments of every command that writes a file chosen by the user. */
export const writing: Record<string, (world: World, path: string) => readonly string[]> = {
  calendar: (_, path) => ['calendar', '-o', path],
  'demo-ca': (_, path) => ['demo-ca', '-o', path],
  enrol: ({ profile }, path) => ['enrol', '--profile', profile, '--subject', 'CN=Zhang San', '-o', path],
  export: ({ sha256 }, path) => ['export', sha256, '--format', 'pem', '-o', path],
  'log export': (_, path) => ['log', 'export', '-o', path],
  'pending export': ({ pending }, path) => ['pending', 'export', pending, '-o', path],
  renew: ({ sha256, profile }, path) => ['renew', sha256, '--profile', profile, '-o', path],
  'tokens csr': (_, path) => ['tokens', 'csr', '--token', '1', '--key', 'k', '--subject', 'CN=k', '-o', path],
  'vault recovery-code': ({ passphraseFile }, path) => [
    'vault',
    'recovery-code',
    '-o',
    path,
    '--passphrase-file',
    passphraseFile,
  ],
  'vault export': ({ passphraseFile }, path) => ['vault', 'export', path, '--passphrase-file', passphraseFile],
};
/** Like `writing`, for folders. */
export const writingInto: typeof writing = {
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

/** Their own tests cover writing: they need a token, must be stopped, or refuse a folder with a vault file. */
export const needsMore = new Set(['demo-ca', 'tokens csr', 'vault recovery-code']);

interface World extends PlacesOfTest {
  readonly services: Services;
  readonly sha256: string;
  readonly pending: string;
  readonly profile: string;
  readonly passphraseFile: string;
}

/** Runs the CLI in this process, over services that stay open. */
export async function command(world: Pick<World, 'services' | 'vault'>, argv: readonly string[]) {
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

/** Creates a vault with a certificate and key, a pending request and a profile. */
export async function makeWorld(): Promise<World> {
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
  const world = { ...places, services, sha256, pending: '', profile, passphraseFile };
  const asked = await command(world, writing['enrol']?.(world, join(places.work, 'first.csr')) ?? []);
  return { ...world, pending: asked.answer.value.pending.id };
}
