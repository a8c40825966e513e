import { AppError } from '../../../../shared/domain/app-error.ts';
import type { TokenRun } from '../../../tokens/tokens-service.ts';
import type { RequestRow } from '../../../vault/store/request-rows.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { VaultAccess } from '../../../vault/vault-access.ts';
import { describeRequest } from '../../requests/describe-request.ts';
import { waitsForPerson } from './ask-again-at.ts';
import type { ServerOutcome } from './server-enrolment.ts';

export interface FoundRequest {
  readonly open: Vault;
  readonly row: RequestRow;
}

/** Asking about kept requests: each one at a time, whoever asks. */
export interface RequestTurns {
  /** Errors: `not-found`. */
  find(id: string): Promise<FoundRequest>;
  /**
   * In the background and by a person at once: the second one finds what the first one brought. What a person has to do
   * something about is not asked for by itself again. Errors: `not-found`, `cancelled`, those of `work`.
   */
  take(
    id: string,
    run: TokenRun | undefined,
    work: (found: FoundRequest) => Promise<ServerOutcome>,
  ): Promise<ServerOutcome>;
  /** Whatever else may not happen while it is asked about. Errors: those of `work`. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T>;
}

export function createRequestTurns(vault: VaultAccess): RequestTurns {
  const underWay = new Map<string, Promise<unknown>>();

  async function find(id: string): Promise<FoundRequest> {
    const open = await vault.require();
    const row = open.enrolment.requests().find((each) => each.id === id);
    if (!row) throw new AppError('not-found');
    return { open, row };
  }

  async function noting(
    id: string,
    run: TokenRun | undefined,
    work: (found: FoundRequest) => Promise<ServerOutcome>,
  ): Promise<ServerOutcome> {
    try {
      const found = await find(id);
      return found.row.state === 'done' ? arrived(found.row) : await work(found);
    } catch (error) {
      if (run?.signal.aborted) throw new AppError('cancelled');
      if (waitsForPerson(error)) await leaveToPerson(id);
      throw error;
    }
  }

  /** A vault that nothing can be written to does not hide why it was asked in vain. */
  async function leaveToPerson(id: string): Promise<void> {
    try {
      await (await vault.require()).enrolment.askAgainAt(id, null);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  async function alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turn = (underWay.get(id) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    underWay.set(id, settled);
    try {
      return await turn;
    } finally {
      if (underWay.get(id) === settled) underWay.delete(id);
    }
  }

  return { find, alone, take: async (id, run, work) => alone(id, async () => noting(id, run, work)) };
}

/** It came in by another way meanwhile. */
function arrived(row: RequestRow): ServerOutcome {
  const request = describeRequest(row);
  const { subject } = request;
  return { state: 'issued', request, certificate: row.certificate ?? '', added: [], subject, otherNames: [] };
}
