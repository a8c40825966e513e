// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { createHash, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TokenTarget } from '../modules/token-target.ts';

/** A run takes 0.1 s, and a hang must not stall the test. */
const answerMs = 15_000;

export interface SecondClient {
  /** Finished runs, including failed ones. */
  readonly done: number;
  /** Runs with a valid signature. */
  readonly right: number;
  /** The CKR name or error output of each failed run, or `no answer`. */
  readonly complaints: readonly string[];
  /** Runs with an invalid signature. */
  readonly wrong: number;
  stop(): Promise<void>;
}

/**
 * Runs pkcs11-tool in a loop on the target's EC key `keyId`. Each process logs in, signs, logs out and exits.
 * `publicKey` is SubjectPublicKeyInfo in PEM.
 */
export function signInALoop(target: TokenTarget, keyId: string, publicKey: string): SecondClient {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-second-'));
  const [data, signature] = [join(folder, 'data'), join(folder, 'signature')];
  const words = ['--module', target.modulePath, '--token-label', target.label, '--login', '--pin', 'env:PIN'];
  const sign = ['--sign', '--mechanism', 'ECDSA', '--id', keyId, '--input-file', data, '--output-file', signature];
  const env = { ...process.env, ...target.environment, PIN: target.pin };
  const counts = { done: 0, right: 0, wrong: 0 };
  const complaints: string[] = [];
  const stopping = new AbortController();

  async function once(): Promise<void> {
    const message = randomBytes(32);
    // CKM_ECDSA takes the hash.
    writeFileSync(data, createHash('sha256').update(message).digest());
    writeFileSync(signature, '');
    try {
      await promisify(execFile)('pkcs11-tool', [...words, ...sign], { env, timeout: answerMs, killSignal: 'SIGKILL' });
      const signed = readFileSync(signature);
      const right = verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signed);
      counts[right ? 'right' : 'wrong'] += 1;
    } catch (error) {
      const { stderr = '', killed = false } = error as { stderr?: string; killed?: boolean };
      if (killed) complaints.push('no answer');
      else complaints.push(/CKR_\w+/.exec(stderr)?.[0] ?? stderr.trim());
    }
    counts.done += 1;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) await once();
    rmSync(folder, { recursive: true });
  }

  const ended = loop();
  return {
    get done() {
      return counts.done;
    },
    get right() {
      return counts.right;
    },
    get wrong() {
      return counts.wrong;
    },
    complaints,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}
