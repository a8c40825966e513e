// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { TokenRun } from '../../../tokens/tokens-service.ts';
import type { RequestRow } from '../../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { VaultAccess } from '../../../vault/vault-access.ts';
import { describeRequest } from '../../requests/describe-request.ts';
import { waitsForPerson } from './ask-again-at.ts';
import { isCancelled, refuseCancelled } from './cancellation.ts';
import type { ServerOutcome } from './server-enrolment.ts';

export interface FoundRequest {
  readonly open: Vault;
  readonly row: RequestRow;
}

export interface RequestLock {
  /** Errors: `vault-missing`, `not-found`. */
  find(id: string): Promise<FoundRequest>;
  /**
   * If an earlier call completed the request, returns its result without running `work`. A call without `run` is a
   * background poll, which `instead` aborts. Errors: `cancelled`, those of `find` and `work`.
   */
  take(
    id: string,
    run: TokenRun | undefined,
    work: (found: FoundRequest, run: TokenRun) => Promise<ServerOutcome>,
  ): Promise<ServerOutcome>;
  alone<T>(id: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>;
  /**
   * Aborts a background poll, unless it may receive a CA-made key, and waits for manual operations. Errors: `cancelled`
   * while waiting, those of `work`.
   */
  instead<T>(id: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>;
}

export function createRequestLock(vault: VaultAccess): RequestLock {
  const underWay = new Map<string, Promise<unknown>>();
  const quiet = new Map<AbortController, string>();

  async function find(id: string): Promise<FoundRequest> {
    const open = await vault.require();
    const row = open.enrolment.requests().find((each) => each.id === id);
    if (!row) throw new AppError('not-found');
    return { open, row };
  }

  async function noting(
    id: string,
    run: TokenRun,
    work: (found: FoundRequest, run: TokenRun) => Promise<ServerOutcome>,
  ): Promise<ServerOutcome> {
    try {
      refuseCancelled(run.signal);
      const found = await find(id);
      return found.row.state === 'done' ? arrived(found.row) : await work(found, run);
    } catch (error) {
      if (isCancelled(error, run.signal)) throw new AppError('cancelled');
      if (waitsForPerson(error)) await leaveToPerson(id);
      throw error;
    }
  }

  async function leaveToPerson(id: string): Promise<void> {
    try {
      await (await vault.require()).enrolment.askAgainAt(id, null);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  async function runExclusively<T>(id: string, work: () => Promise<T>): Promise<T> {
    const result = (underWay.get(id) ?? Promise.resolve()).then(work);
    const settled = result.catch(() => undefined);
    underWay.set(id, settled);
    try {
      return await result;
    } finally {
      if (underWay.get(id) === settled) underWay.delete(id);
    }
  }

  async function quietly(
    id: string,
    work: (found: FoundRequest, run: TokenRun) => Promise<ServerOutcome>,
  ): Promise<ServerOutcome> {
    const controller = new AbortController();
    quiet.set(controller, id);
    try {
      const run = { signal: controller.signal, progress: () => undefined };
      return await runExclusively(id, async () => noting(id, run, work));
    } finally {
      quiet.delete(controller);
    }
  }

  const alone: RequestLock['alone'] = async (id, signal, work) =>
    awaitLock(signal, async (begin) => runExclusively(id, async () => begin(work)));

  return {
    find,
    alone,
    take: async (id, run, work) =>
      run === undefined ? quietly(id, work) : alone(id, run.signal, async () => noting(id, run, work)),
    async instead(id, signal, work) {
      for (const [controller, of] of quiet) if (of === id) controller.abort();
      return await alone(id, signal, work);
    },
  };
}

/** Can be cancelled only until `work` begins. */
async function awaitLock<T>(
  signal: AbortSignal | undefined,
  wait: (begin: (work: () => Promise<T>) => Promise<T>) => Promise<T>,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(new AppError('cancelled'));
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  const forget = (): void => signal?.removeEventListener('abort', onAbort);
  const waited = wait(async (work) => {
    forget();
    refuseCancelled(signal);
    return await work();
  });
  return await Promise.race([waited, promise]).finally(forget);
}

function arrived(row: RequestRow): ServerOutcome {
  const request = describeRequest(row);
  const { subject } = request;
  return { state: 'issued', request, certificate: row.certificate ?? '', added: [], subject, otherNames: [] };
}
