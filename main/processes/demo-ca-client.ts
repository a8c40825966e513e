// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { StartChild } from './process-port.ts';

export interface DemoCaRequest {
  /** How long what it issues is valid, 1 to 365. */
  readonly days: number;
}

export interface DemoCaReply {
  /** Of EST, on loopback. */
  readonly url: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** What it takes as the code of an applicant: no secret. */
  readonly code: string;
}

export interface RunningDemoCa extends DemoCaReply {
  /** Resolves when its process is gone, whoever ended it. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Starts the try-out authority in a process of its own. Errors: `internal` when it does not come up. */
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
