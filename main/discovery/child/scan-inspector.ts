// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { FoundInspector } from './inspect-found.ts';
import { noteContent, noteFile } from './inspector-state.ts';
import type { InspectorMessage, InspectorStart } from './inspector-thread.ts';
import type { ScanPath } from './scan-path.ts';
import type { FoundPath } from './scan-protocol.ts';

/**
 * Runs in a separate bundle, so that walker threads load no certificate code.
 * @entry worker
 */
const { state, known } = workerData as InspectorStart;
const inspector = new FoundInspector(known, (sha256) => noteContent(state, sha256));

const tellEveryMs = 20;
let reportedAt = -Infinity;

parentPort?.on('message', (paths: readonly ScanPath[]) => {
  void inspectAll(paths);
});

async function inspectAll(paths: readonly ScanPath[]): Promise<void> {
  let answers: (FoundPath | null)[] = [];
  for (const [place, path] of paths.entries()) {
    noteFile(state, place);
    answers.push(await inspector.inspect(path));
    const now = performance.now();
    if (now - reportedAt < tellEveryMs && place < paths.length - 1) continue;
    parentPort?.postMessage(answers satisfies InspectorMessage);
    answers = [];
    reportedAt = now;
  }
}
