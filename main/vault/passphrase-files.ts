import { Worker } from 'node:worker_threads';
import { defaultWorkFactor, randomSecretWorkFactor } from './age-files.ts';
import type { AgeJob, AgeResult } from './age-job.ts';

/** age files under a passphrase, made and opened off the main thread. */
export interface PassphraseFiles {
  encrypt(passphrase: string, plain: Uint8Array): Promise<Uint8Array>;
  /** For a secret of at least 128 random bits, which nobody guesses: scrypt at its cheapest (1 MiB, milliseconds). */
  encryptUnderRandom(secret: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Null when none of the candidates opens the file. Whoever gets the plain bytes zeroes them. */
  decrypt(candidates: readonly string[], file: Uint8Array): Promise<Uint8Array | null>;
}

export interface PassphraseFilesOptions {
  /** The bundled (or, in tests, the TypeScript) age worker. */
  readonly workerUrl: URL;
  /** log2 of scrypt's N for new files; tests lower it. */
  readonly workFactor?: number;
}

export function createPassphraseFiles(options: PassphraseFilesOptions): PassphraseFiles {
  async function encrypt(passphrase: string, plain: Uint8Array, workFactor: number): Promise<Uint8Array> {
    const result = await runJob(options.workerUrl, { kind: 'encrypt', passphrase, plain, workFactor });
    if (!('file' in result)) throw new Error('age worker answered another question');
    return result.file;
  }
  return {
    encrypt: async (passphrase, plain) => encrypt(passphrase, plain, options.workFactor ?? defaultWorkFactor),
    encryptUnderRandom: async (secret, plain) => encrypt(secret, plain, randomSecretWorkFactor),
    async decrypt(candidates, file) {
      const result = await runJob(options.workerUrl, { kind: 'decrypt', candidates, file });
      if (!('plain' in result)) throw new Error('age worker answered another question');
      return result.plain;
    },
  };
}

async function runJob(workerUrl: URL, job: AgeJob): Promise<AgeResult> {
  // No environment, no inherited flags: the worker needs neither.
  const worker = new Worker(workerUrl, { workerData: job, env: {}, execArgv: [], name: 'age' });
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
