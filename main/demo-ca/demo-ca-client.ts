// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { StartChild } from '../children/process-port.ts';

export interface DemoCaRequest {
  /** Validity of issued certificates in days, 1 to 365. */
  readonly days: number;
}

export interface DemoCaReply {
  /** EST, on loopback. */
  readonly url: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Applicant code, not secret. */
  readonly code: string;
}

export interface RunningDemoCa extends DemoCaReply {
  /** The process is gone. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Errors: `internal` when it fails to start. */
export async function startDemoCa(startChild: StartChild, request: DemoCaRequest): Promise<RunningDemoCa> {
  const child = startChild('demo-ca');
  const gone = Promise.withResolvers<void>();
  child.onExit(() => gone.resolve());
  const up = new Promise<DemoCaReply>((resolve) => child.onMessage((message) => resolve(message as DemoCaReply)));
  await child.post(request);
  const reply = await Promise.race([up, gone.promise]);
  if (!reply) throw new AppError('internal');
  return { ...reply, ended: gone.promise, stop: () => child.kill() };
}
