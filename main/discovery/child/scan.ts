// SPDX-License-Identifier: Apache-2.0
import { isMainThread, workerData } from 'node:worker_threads';
import { openChildPort } from '../../children/child-port.ts';
import { compileQuickly } from '../../children/compile-quickly.ts';
import { Coordinator } from './coordinator.ts';
import { dontFetchFromCloud } from './cloud-files.ts';
import type { ScanReply, ScanRequest } from './scan-protocol.ts';
import { runScanWorker, type WorkerStart } from './scan-worker.ts';
import { windowsPlaces } from './windows-places.ts';

const inspectionTimeoutMs = 60_000;
/** A bundle, or source under test. */
const entries = {
  walker: new URL(import.meta.url),
  inspector: new URL(import.meta.url.replace(/scan(\.[a-z]+)$/, 'scan-inspector$1')),
};

/** @entry child. Walking threads use the same bundle. */
if (isMainThread) runScanChild();
else runScanWorker(workerData as WorkerStart);

function runScanChild(): void {
  const port = openChildPort();
  // Load threads before the request arrives.
  const search = new Coordinator({ entries, inspectionTimeoutMs, tell: (reply) => void port.post(reply) });
  port.onMessage((message) => {
    // Trusted.
    const request = message as ScanRequest;
    switch (request.kind) {
      case 'start':
        // Optimising would cost a tenth of a search.
        compileQuickly();
        dontFetchFromCloud();
        search.begin(request);
        break;
      case 'places':
        void port.post({ kind: 'places', places: windowsPlaces() } satisfies ScanReply);
        break;
      case 'taken':
        search.taken(request.count);
        break;
      case 'pause':
        search.pause();
        break;
      case 'resume':
        search.resume();
        break;
      case 'cancel':
        search.cancel();
        break;
    }
  });
}
