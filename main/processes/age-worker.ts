import { parentPort, workerData } from 'node:worker_threads';
import { decryptWithPassphrase, encryptWithPassphrase } from '../vault/age-files.ts';
import type { AgeJob, AgeResult } from '../vault/age-job.ts';

/**
 * Worker thread for scrypt, which blocks its thread for over a second (DESIGN 12). One job, one worker: its heap,
 * with the passphrase in it, ends with it.
 */
async function run(job: AgeJob): Promise<AgeResult> {
  if (job.kind === 'encrypt') {
    return { file: await encryptWithPassphrase(job.passphrase, job.plain, job.workFactor) };
  }
  for (const passphrase of job.candidates) {
    const plain = await decryptWithPassphrase(passphrase, job.file);
    if (plain) return { plain };
  }
  return { plain: null };
}

// Both ends are ours: age-job.ts is the contract.
const result = await run(workerData as AgeJob);
parentPort?.postMessage(result);
