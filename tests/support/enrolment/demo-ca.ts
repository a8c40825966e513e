// SPDX-License-Identifier: Apache-2.0
import { onTestFinished } from 'vitest';
import { type DemoCaProcess, spawnDemoCa } from './demo-ca-process.ts';

/** Starts a demo CA that stops when the test ends. */
export async function startDemoCaProcess(folder: string, ...options: readonly string[]): Promise<DemoCaProcess> {
  const demo = await spawnDemoCa(folder, ...options);
  onTestFinished(() => void demo.process.kill('SIGKILL'));
  return demo;
}
