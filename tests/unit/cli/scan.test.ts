// SPDX-License-Identifier: Apache-2.0
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scanCommand } from '../../../main/cli/certificates/scan.ts';
import type { CommandRun } from '../../../main/cli/command.ts';
import { createOutput } from '../../../main/cli/output/output.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const owner = '110101199001011237';
const masked = '1101**********1237';

interface Given {
  readonly json?: boolean;
  readonly state?: 'done' | 'failed';
  readonly ended?: () => Promise<void>;
  readonly onImport?: () => void;
  readonly interrupted?: AbortSignal;
}

/** Runs `scan --import` on two finds. */
async function scan(given: Given) {
  const { json = false, state = 'done', ended = async () => await Promise.resolve(), onImport } = given;
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    Object.assign(
      new PassThrough().on('data', (text: Buffer) => void (written[name] += text.toString())),
      { isTTY: true, columns: 200 },
    );
  const imported: string[] = [];
  let found: (id: string) => void = () => undefined;
  const paths = (id: string) => [`/home/${owner}/${id}.p12`];
  const discovery = {
    checkFolder: async (folder: string) => await Promise.resolve(folder),
    onFound: (listener: typeof found) => (found = listener),
    start: () => ['b', 'a'].forEach((id) => found(id)),
    cancel: () => undefined,
    ended,
    progress: () => ({
      state,
      files: 9,
      folders: 2,
      found: 2,
      unreadable: 0,
      rate: 0,
      current: paths('x')[0],
      seconds: 1,
    }),
    pathsOf: paths,
    row: async (id: string) =>
      await Promise.resolve({
        id,
        kind: 'pkcs12',
        state: 'new',
        diagnosis: null,
        paths: [`${id}.p12`],
        copies: 1,
        certificates: [],
      }),
    importOne: async (id: string) => {
      imported.push(id);
      onImport?.();
      return await Promise.resolve({ added: [id], known: [], keysAdded: 0 });
    },
  };
  const streams = { stdout: stream('stdout'), stderr: stream('stderr'), environment: {} };
  const run = {
    services: { discovery },
    arguments: { words: ['/home'], values: {}, flags: new Set(['import']) },
    secrets: { read: async () => await Promise.resolve(null) },
    output: createOutput(streams, { json, quiet: false, colour: false }),
    language: 'en',
    watchForInterruption: () => given.interrupted ?? new AbortController().signal,
  } as unknown as CommandRun;
  const code = await scanCommand.run(run).catch((error: unknown) => error);
  return { code, imported, ...written };
}

const internal = async (): Promise<never> => await Promise.reject(new AppError('internal'));

test('[A01] [D01] scan lists and imports what it found before its search process was lost, then fails', async () => {
  const { code, imported, stdout } = await scan({ state: 'failed', ended: internal });
  expect(code).toMatchObject({ code: 'internal' });
  expect(imported).toEqual(['a', 'b']);
  expect(stdout).toMatch(/a\.p12: pkcs12 {2}imported[^]*Searched 9 files[^]*2 {2}imported\n$/);
});

test('[A01] [D01] scan shows its progress while it imports', async () => {
  const { code, stderr } = await scan({ json: true });
  expect(code).toBe(0);
  const events = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string });
  expect(events.filter(({ event }) => event === 'progress')).toEqual(
    [['a', 0] as const, ['b', 1] as const].map(([id, done]) => ({
      event: 'progress',
      done,
      total: 2,
      file: `/home/${owner}/${id}.p12`,
    })),
  );
});

test.each([false, true])(
  '[A01] [D01] scan interrupted during an import says that the rest was skipped: JSON %s',
  async (json) => {
    const controller = new AbortController();
    const ended = await scan({ json, interrupted: controller.signal, onImport: () => controller.abort() });
    expect(ended).toMatchObject({ code: 130, imported: ['a'] });
    if (json)
      expect(JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ value: { stopped: true } });
    else expect(ended.stdout).toMatch(/\n\nStopped\. The rest was skipped\.\n$/);
  },
);

test('[A01] [D01] the progress of scan masks identity numbers in paths', async () => {
  const { stderr } = await scan({ ended: async () => await setTimeout(700) });
  expect(stderr).toContain(`/home/${masked}/x.p12`);
  expect(stderr).toContain(`/home/${masked}/a.p12`);
  expect(stderr).not.toContain(owner);
});
