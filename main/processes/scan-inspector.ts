import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { FoundInspector } from './scan/inspect-found.ts';
import type { InspectorMessage } from './scan/inspector-thread.ts';
import type { ScanPath } from './scan/scan-path.ts';

/** Entry of the scan child's inspecting thread: the walking threads do without what reading certificates takes. */
const tell = (message: InspectorMessage): void => parentPort?.postMessage(message);
const inspector = new FoundInspector(workerData as readonly string[], (sha256) => tell({ kind: 'begun', sha256 }));

parentPort?.on('message', (paths: readonly ScanPath[]) => {
  void inspectAll(paths);
});

async function inspectAll(paths: readonly ScanPath[]): Promise<void> {
  for (const path of paths) tell({ kind: 'inspected', file: await inspector.inspect(path) });
}
