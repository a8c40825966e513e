// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { z } from 'zod';
import { connect, type Connection } from '../children/connection.ts';
import { checkedOutput, type OutputOf } from '../children/define-child.ts';
import type { StartChild } from '../children/process-port.ts';

/** After `start`, the child serves until killed. */
export const demoCaOperations = {
  start: {
    input: z.strictObject({ days: z.number().int().min(1).max(365) }),
    /** `url` is the EST server on loopback. `certificate` is DER. `code` authorises applicants and isn't secret. */
    output: z.strictObject({
      url: z.string(),
      certificate: z.instanceof(Uint8Array<ArrayBufferLike>),
      code: z.string(),
    }),
  },
  revoke: {
    input: z.strictObject({ serial: z.string().max(64) }),
    output: z.strictObject({ crl: z.instanceof(Uint8Array<ArrayBufferLike>) }),
  },
} as const;

export interface RunningDemoCa extends OutputOf<typeof demoCaOperations, 'start'> {
  readonly ended: Promise<void>;
  /** `serial` is hex. Returns a DER CRL. */
  revoke(serial: string): Promise<Uint8Array>;
  stop(): void;
}

/** Errors: `internal` if the child fails to start. */
export async function startDemoCa(startChild: StartChild, request: { readonly days: number }): Promise<RunningDemoCa> {
  const gone = Promise.withResolvers<void>();
  const child = startChild('demo-ca');
  child.onExit(() => gone.resolve());
  const stop = (): void => connection.end(() => new AppError('internal'));
  const connection: Connection = connect(child, stop);
  try {
    const reply = checkedOutput(demoCaOperations, 'start', await connection.ask('start', request));
    return {
      ...reply,
      ended: gone.promise,
      revoke: async (serial) =>
        checkedOutput(demoCaOperations, 'revoke', await connection.ask('revoke', { serial })).crl,
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}
