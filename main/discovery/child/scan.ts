// SPDX-License-Identifier: Apache-2.0
import { isMainThread, workerData } from 'node:worker_threads';
import type { Answers, SendPart } from '../../children/define-child.ts';
import { serveChild } from '../../children/serve-child.ts';
import { Coordinator } from './coordinator.ts';
import { dontFetchFromCloud } from './cloud-files.ts';
import type { ScanCounts, scanOperations } from './scan-protocol.ts';
import { runScanWorker, type WorkerStart } from './scan-worker.ts';
import { windowsPlaces } from './windows-places.ts';

const inspectionTimeoutMs = 60_000;
const entries = {
  walker: new URL(import.meta.url),
  inspector: new URL(import.meta.url.replace(/scan(\.[a-z]+)$/, 'scan-inspector$1')),
};

/**
 * Walker threads run this same bundle.
 * @entry child
 */
if (isMainThread) runScanChild();
else runScanWorker(workerData as WorkerStart);

function runScanChild(): void {
  const done = Promise.withResolvers<ScanCounts>();
  let sendPart: SendPart = async () => undefined;
  const search = new Coordinator({
    entries,
    inspectionTimeoutMs,
    part: (part) => void sendPart(part),
    done: done.resolve,
  });
  const answers: Answers<typeof scanOperations> = {
    search: async (input, send) => {
      sendPart = send;
      dontFetchFromCloud();
      search.begin(input);
      return done.promise;
    },
    places: () => windowsPlaces(),
    taken: ({ count }) => after(() => search.taken(count)),
    pause: () => after(() => search.pause()),
    resume: () => after(() => search.resume()),
    cancel: () => after(() => search.cancel()),
  };
  // The parent is trusted, and schemas are slow to load.
  serveChild((operation, input, send) => answers[operation as keyof typeof answers](input as never, send));
}

function after(work: () => void): null {
  work();
  return null;
}
