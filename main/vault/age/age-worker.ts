// SPDX-License-Identifier: Apache-2.0
import { parentPort, workerData } from 'node:worker_threads';
import { decryptWithPassphrase, stretchPassphrase } from './age-files.ts';
import { withExactViews } from '../../children/exact-views.ts';
import type { AgeJob, AgeResult } from './age-job.ts';

/**
 * @entry worker
 * scrypt blocks its thread (DESIGN 12). One job each: the passphrase goes with its heap.
 */
async function run(job: AgeJob): Promise<AgeResult> {
  if (job.kind === 'encrypt') {
    const given = job.plain ?? nextMessage();
    const encrypt = await stretchPassphrase(job.passphrase, job.workFactor);
    return { file: await encrypt(await given) };
  }
  for (const passphrase of job.candidates) {
    const plain = await decryptWithPassphrase(passphrase, job.file);
    if (plain) return { plain };
  }
  return { plain: null };
}

async function nextMessage(): Promise<Uint8Array> {
  return new Promise((resolve) => void parentPort?.once('message', resolve));
}

const result = await run(workerData as AgeJob);
withExactViews(result, (exact) => parentPort?.postMessage(exact));
