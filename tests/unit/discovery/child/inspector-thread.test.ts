// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { InspectorThread } from '../../../../main/discovery/child/inspector-thread.ts';
import type { FoundPath } from '../../../../main/discovery/child/scan-protocol.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

/** A thread that hangs at the file `hang`, before reporting the earlier ones. */
const source = `
import { parentPort, workerData } from 'node:worker_threads';
const { state, known } = workerData;
parentPort.on('message', (paths) => {
  const answers = [];
  for (const [place, { text }] of paths.entries()) {
    Atomics.store(state.cells, 1, 0);
    Atomics.store(state.cells, 0, place);
    if (text === 'hang' && !known.includes('ab'.repeat(32))) {
      state.sha256.fill(0xab);
      Atomics.store(state.cells, 1, 1);
      for (;;);
    }
    answers.push({ path: text, octets: null, bytes: 1, modifiedMs: 0, sha256: null, report: null });
  }
  parentPort.postMessage(answers);
});`;

test('[D01] reports a file that hangs the thread as limit-exceeded, and inspects the others', async () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const entry = join(folder, 'thread.mjs');
  writeFileSync(entry, source);
  const answers: (FoundPath | null)[] = [];
  await new Promise<void>((done) => {
    const thread = new InspectorThread({
      entry: pathToFileURL(entry),
      timeoutMs: 1000,
      inspected: (file) => {
        answers.push(file);
        if (answers.length === 4) done();
      },
    });
    onTestFinished(() => thread.stop());
    thread.add(['a', 'b', 'hang', 'c'].map((text) => ({ text, raw: false })));
  });
  expect(answers.map((file) => file?.path)).toEqual(['hang', 'a', 'b', 'c']);
  expect(answers[0]).toMatchObject({ sha256: 'ab'.repeat(32), report: { diagnosis: { code: 'limit-exceeded' } } });
});
