// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { withExactViews } from '../processes/exact-views.ts';
import { defaultWorkFactor, encryptWithPassphrase, randomSecretWorkFactor } from './age-files.ts';
import type { AgeJob, AgeResult } from './age-job.ts';
import type { RequireStrength } from './require-strength.ts';

/** age files under a passphrase, made and opened off the main thread where that takes long. */
export interface PassphraseFiles {
  /** Throws `passphrase-weak`. */
  encrypt(passphrase: string, plain: Uint8Array): Promise<Uint8Array>;
  /** What `encrypt` asks of a passphrase, before anything else is done. Throws `passphrase-weak`. */
  readonly requireStrength: RequireStrength;
  /**
   * Begins scrypt for the next `encrypt` under this passphrase, while it is not known yet what that will be. The worker
   * waits with the passphrase in its heap until then, until `forget`, or until the program ends.
   */
  foresee(passphrase: string): void;
  /** What was foreseen does not come. */
  forget(): void;
  /**
   * For a secret of at least 128 random bits, which nobody guesses: scrypt at its cheapest (1 MiB, 3 ms). On this thread: a
   * worker would take 30 times that to load.
   */
  encryptUnderRandom(secret: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Null when none of the candidates opens the file. Whoever gets the plain bytes zeroes them. */
  decrypt(candidates: readonly string[], file: Uint8Array): Promise<Uint8Array | null>;
}

export interface PassphraseFilesOptions {
  /** The bundled (or, in tests, the TypeScript) age worker. */
  readonly workerUrl: URL;
  readonly requireStrength: RequireStrength;
  /** log2 of scrypt's N for new files; tests lower it. */
  readonly workFactor?: number;
}

export function createPassphraseFiles({
  workerUrl,
  requireStrength,
  workFactor = defaultWorkFactor,
}: PassphraseFilesOptions): PassphraseFiles {
  let foreseen: { readonly passphrase: string; readonly worker: Worker } | null = null;

  function start(job: AgeJob): Worker {
    // No environment, no inherited flags: the worker needs neither.
    return withExactViews(
      job,
      (workerData) => new Worker(workerUrl, { workerData, env: {}, execArgv: [], name: 'age' }),
    );
  }

  function forget(): void {
    void foreseen?.worker.terminate();
    foreseen = null;
  }

  /** Null when another passphrase was foreseen, or none. */
  function takeForeseen(passphrase: string): Worker | null {
    if (foreseen?.passphrase !== passphrase) return null;
    const { worker } = foreseen;
    foreseen = null;
    worker.ref();
    return worker;
  }

  async function encrypt(passphrase: string, plain: Uint8Array): Promise<Uint8Array> {
    await requireStrength(passphrase);
    const worker = takeForeseen(passphrase);
    if (worker === null) return await fileOf(start({ kind: 'encrypt', passphrase, plain, workFactor }));
    const file = fileOf(worker);
    withExactViews(plain, (exact) => worker.postMessage(exact));
    return await file;
  }

  return {
    encrypt,
    requireStrength,
    foresee(passphrase) {
      forget();
      const worker = start({ kind: 'encrypt', passphrase, plain: null, workFactor });
      // Nobody waits for it: a program that ends first, ends.
      worker.unref();
      const lost = (): void => {
        if (foreseen?.worker === worker) foreseen = null;
      };
      worker.once('error', lost);
      worker.once('exit', lost);
      foreseen = { passphrase, worker };
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
