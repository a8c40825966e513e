// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

export type RunSecurity = (words: readonly string[], signal?: AbortSignal) => Promise<Uint8Array>;

const program = '/usr/bin/security';
const answerMs = 20_000;
/** Exit code: the low byte of errSecItemNotFound, -25300 (SecBase.h). */
const nothingFound = 44;
const maxOctets = 64 * 1024 * 1024;

/** `words` must not contain secrets, because other accounts can see them. */
export function createSecurityCommand(file = program, timeoutMs = answerMs): RunSecurity {
  return async (words, signal) => {
    if (signal?.aborted) throw new AppError('cancelled');
    return await new Promise((resolve, reject) => {
      const stop = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
      const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
      const child = spawn(file, words, { stdio, signal: stop, killSignal: 'SIGKILL', env: {} });
      const pieces: Buffer[] = [];
      let octets = 0;
      child.stdout.on('data', (piece: Buffer) => {
        pieces.push(piece);
        octets += piece.length;
        if (octets > maxOctets) child.kill('SIGKILL');
      });
      child.once('error', (error) => reject(errorOf(error, signal, timeoutMs)));
      child.once('close', (code) => {
        if (code === 0 || code === nothingFound) resolve(Buffer.concat(pieces));
        else reject(new AppError('store-refused', { reason: `security ${words[0]}: ${code ?? 'ended'}` }));
      });
    });
  };
}

function errorOf(error: NodeJS.ErrnoException, signal: AbortSignal | undefined, timeoutMs: number): AppError {
  if (signal?.aborted) return new AppError('cancelled');
  if (error.code === 'ENOENT') return new AppError('store-tools-missing', { component: 'security' });
  const why = error.name === 'AbortError' ? `no answer within ${timeoutMs} ms` : (error.code ?? error.name);
  return new AppError('store-refused', { reason: `security: ${why}` });
}
