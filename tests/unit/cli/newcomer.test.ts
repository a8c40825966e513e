// SPDX-License-Identifier: Apache-2.0
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createOutput } from '../../../main/cli/output/output.ts';
import { runCli } from '../../../main/cli/run-cli.ts';
import type { Services } from '../../../main/services.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Runs a command in this process, without a terminal and on the given services only. */
async function call(argv: readonly string[], services: object, environment: NodeJS.ProcessEnv = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    new PassThrough().on('data', (text: Buffer) => void (written[name] += text.toString()));
  const all = { deletion: { sweep: async () => await Promise.resolve() }, close: () => undefined, ...services };
  const code = await runCli({
    argv,
    program: 'certsteward',
    environment: { LANG: 'en_US.UTF-8', ...environment },
    stdin: new PassThrough(),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    now: () => new Date('2026-11-29T00:00:00Z'),
    version: '0',
    watchForInterruption: () => new AbortController().signal,
    prompt: async () => await Promise.resolve(''),
    disableCoreDumps: async () => await Promise.resolve(),
    ask: async () => await Promise.resolve(''),
    createServices: () => all as unknown as Services,
    logUnexpected: (error) => expect(error).toBeNull(),
  });
  return { code, ...written };
}

describe('[A01] an option that the guide has no use for', () => {
  const guide = (protocol: string) => ({ id: 'x', host: { ascii: 'bank.example' }, profile: { name: 'Bank', protocol } });
  const enrolment = (protocol: string) => ({
    enrolment: { profiles: { list: async () => await Promise.resolve([guide(protocol)]) } },
  });
  const enrol = ['enrol', '--profile', 'Bank', '--subject', 'CN=x'];

  test.each(['est', 'cmp', 'web'])('-o is refused with the protocol of a guide (%s)', async (protocol) => {
    expect(await call([...enrol, '-o', 'x.csr'], enrolment(protocol))).toMatchObject({
      code: 2,
      stderr: `--output cannot be used with this guide, because its protocol is ${protocol}. It is only for manual guides. Run "certsteward help enrol" for its usage.\n`,
    });
  });

  test('so is --watch-folder', async () => {
    expect((await call([...enrol, '--watch-folder', '/x'], enrolment('manual'))).stderr).toContain(
      '--watch-folder cannot be used with this guide, because its protocol is manual. It is only for web guides.',
    );
  });
});

describe('[A01] a missing file', () => {
  const services = {
    vault: { current: async () => await Promise.resolve(null) },
    imports: {
      ownFile: async (file: string) => await Promise.reject(new AppError('file-unreadable', { file, cause: 'ENOENT' })),
    },
  };

  test('is reported once by import', async () => {
    expect(await call(['import', '/none/a.p12'], services)).toEqual({
      code: 6,
      stdout: '',
      stderr: 'No such file or folder: /none/a.p12. Check the path.\n',
    });
  });

  test('is named once in the line of several files', async () => {
    const { stderr } = await call(['import', '/none/a.p12', '/none/b.p12', '--verbose'], services);
    expect(stderr).toContain('/none/b.p12: No such file or folder. Check the path.\n');
  });
});

describe('[A01] the width of tables', () => {
  test.each([
    ['40', 40],
    ['72', 72],
    ['400', 400],
    ['39', 100],
    ['401', 100],
    ['wide', 100],
    [undefined, 100],
  ])('COLUMNS=%s', (COLUMNS, columns) => {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    const plain = { json: false, quiet: false, colour: false };
    expect(createOutput({ ...streams, environment: { COLUMNS } }, plain).terminal.columns).toBe(columns);
  });

  test('comes from the terminal if there is one', () => {
    const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 60 });
    const environment = { COLUMNS: '72' };
    const plain = { json: false, quiet: false, colour: false };
    expect(createOutput({ stdout, stderr: new PassThrough(), environment }, plain).terminal.columns).toBe(60);
  });
});
