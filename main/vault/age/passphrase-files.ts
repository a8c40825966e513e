// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { withExactViews } from '../../children/exact-views.ts';
import { defaultWorkFactor, encryptWithPassphrase, randomSecretWorkFactor } from './age-files.ts';
import type { AgeJob, AgeResult } from './age-job.ts';
import type { RequireStrength } from '../protectors/require-strength.ts';

export interface PassphraseFiles {
  /** Throws `passphrase-weak`. */
  encrypt(passphrase: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Throws `passphrase-weak`. */
  readonly requireStrength: RequireStrength;
  /** Starts scrypt for the next `encrypt`. The worker holds the passphrase until then, `forget`, or exit. */
  precompute(passphrase: string): void;
  forget(): void;
  /**
   * At least 128 random bits: minimal scrypt (1 MiB, 3 ms), on this thread because a worker takes 30 times longer to
   * start.
   */
  encryptUnderRandom(secret: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Null: none opens it. The caller zeroes the result. */
  decrypt(candidates: readonly string[], file: Uint8Array): Promise<Uint8Array | null>;
}

export interface PassphraseFilesOptions {
  readonly workerUrl: URL;
  readonly requireStrength: RequireStrength;
  /** log2 of scrypt's N; tests lower it. */
  readonly workFactor?: number;
}

export function createPassphraseFiles({
  workerUrl,
  requireStrength,
  workFactor = defaultWorkFactor,
}: PassphraseFilesOptions): PassphraseFiles {
  let precomputed: { readonly passphrase: string; readonly worker: Worker } | null = null;

  function start(job: AgeJob): Worker {
    return withExactViews(
      job,
      (workerData) => new Worker(workerUrl, { workerData, env: {}, execArgv: [], name: 'age' }),
    );
  }

  function forget(): void {
    void precomputed?.worker.terminate();
    precomputed = null;
  }

  function takePrecomputed(passphrase: string): Worker | null {
    if (precomputed?.passphrase !== passphrase) return null;
    const { worker } = precomputed;
    precomputed = null;
    worker.ref();
    return worker;
  }

  async function encrypt(passphrase: string, plain: Uint8Array): Promise<Uint8Array> {
    await requireStrength(passphrase);
    const worker = takePrecomputed(passphrase);
    if (worker === null) return await fileOf(start({ kind: 'encrypt', passphrase, plain, workFactor }));
    const file = fileOf(worker);
    withExactViews(plain, (exact) => worker.postMessage(exact));
    return await file;
  }

  return {
    encrypt,
    requireStrength,
    precompute(passphrase) {
      forget();
      const worker = start({ kind: 'encrypt', passphrase, plain: null, workFactor });
      // Don't keep the process alive.
      worker.unref();
      const lost = (): void => {
        if (precomputed?.worker === worker) precomputed = null;
      };
      worker.once('error', lost);
      worker.once('exit', lost);
      precomputed = { passphrase, worker };
    },
    forget,
    encryptUnderRandom: async (secret, plain) => await encryptWithPassphrase(secret, plain, randomSecretWorkFactor),
    async decrypt(candidates, file) {
      const result = await answerOf(start({ kind: 'decrypt', candidates, file }));
      if (!('plain' in result)) throw new Error('age worker answered another question');
      return result.plain;
    },
  };
}

async function fileOf(worker: Worker): Promise<Uint8Array> {
  const result = await answerOf(worker);
  if (!('file' in result)) throw new Error('age worker answered another question');
  return result.file;
}

async function answerOf(worker: Worker): Promise<AgeResult> {
  try {
    return await new Promise<AgeResult>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        reject(new Error('age worker ended without an answer'));
      });
    });
  } finally {
    await worker.terminate();
  }
}
