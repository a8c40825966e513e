// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { isAskedAlone, isServerProtocol, type ServerProtocol } from '../../../shared/domain/server-protocol.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment.ts';
import type { PreflightCheck } from '../../../shared/schemas/preflight.ts';
import type { EnrolmentService } from '../enrolment-service.ts';
import { lookFirst, stopping, StoppedByLook } from '../preflight/look-first.ts';
import { profileOfRequest } from '../profiles/profile-of-request.ts';

interface Asked {
  readonly held: HeldProfile;
  readonly protocol: ServerProtocol;
}

export interface RequestClockOptions {
  readonly enrolment: Pick<EnrolmentService, 'requests' | 'askAgainAt'> & {
    readonly profiles: Pick<EnrolmentService['profiles'], 'list'>;
    readonly trust: Pick<EnrolmentService['trust'], 'of'>;
    readonly est: Pick<EnrolmentService['est'], 'again'>;
    readonly cmp: Pick<EnrolmentService['cmp'], 'again'>;
    readonly preflight: Pick<EnrolmentService['preflight'], 'server'>;
  };
  readonly now: () => Date;
  /** Then no renewal is asked about: the old certificate vouches for it, with its key. */
  isLocked(): Promise<boolean>;
  /** Its certificate came. */
  arrived(request: PendingRequest): void;
  /** Calls every so often, and without keeping the process alive. */
  every(ms: number, tick: () => void): void;
  failed(error: unknown): void;
}

const tickMs = 60_000;
/** After a try that failed, doubled each time up to the longest. */
const firstRestMs = 5 * 60_000;
const longestRestMs = 24 * 60 * 60_000;
/** Whom an authority has not answered by then, it answers to a person. */
const maxAgeMs = 60 * 24 * 60 * 60_000;

/**
 * Asks the servers that have not decided yet, while the app runs (RFC 7030 §4.2.3; RFC 9483 §4.4): one at a time, not before they want to
 * be asked, without any code, and only where a person asked before (`askAgainAt`), confirmed the host and said whom it has to
 * lead to. A renewal goes out as it did first, with the old certificate, so that it waits while the vault is locked. Over CMP
 * nothing else is asked about: each message there carries the code. Whatever needs a person ends the asking: `again` writes that
 * down.
 *
 * It is quiet: who answers in the place of the server, which each connection finds out before it carries anything, and a clock by
 * which the certificate could not be checked, are another day's, as a server that is away is (E10). A person who asks sees them.
 */
export function createRequestClock(options: RequestClockOptions): { tick(): Promise<void> } {
  const { enrolment, now } = options;
  /** Failures in a row by the id of the request. */
  const failures = new Map<string, number>();
  let isAsking = false;

  async function whomToAsk(request: PendingRequest, profiles: readonly HeldProfile[]): Promise<Asked | null> {
    try {
      const held = profileOfRequest(profiles, request);
      const { protocol } = held.profile;
      if (!isServerProtocol(protocol) || held.confirmedAt === null) return null;
      return (await enrolment.trust.of(held)).source === null ? null : { held, protocol };
    } catch (error) {
      // The profile was removed.
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  async function ask({ id }: PendingRequest, { held, protocol }: Asked): Promise<void> {
    try {
      const nobody = { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false };
      const before = lookFirst(enrolment.preflight, held, { judge: refuseAlone });
      const outcome = await enrolment[protocol].again(id, held, { ...nobody, before });
      failures.delete(id);
      if (outcome.state === 'issued') options.arrived(outcome.request);
    } catch (error) {
      // A person wanted something else with it: nobody failed, and it may be gone.
      if (error instanceof AppError && error.code === 'cancelled') return;
      const count = failures.get(id) ?? 0;
      failures.set(id, count + 1);
      const still = (await enrolment.requests()).find((each) => each.id === id);
      // What waits for a person now is not asked for again; a server that is away is, later.
      if (still?.state === 'pending' && still.askAgainAt !== null) {
        const rest = Math.min(longestRestMs, firstRestMs * 2 ** count);
        await enrolment.askAgainAt(id, new Date(now().getTime() + rest).toISOString());
      }
      if (!(error instanceof AppError || error instanceof StoppedByLook)) options.failed(error);
    }
  }

  async function tick(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    try {
      const at = now();
      const all = (await enrolment.requests()).filter((request) => isDue(request, at));
      const isLocked = all.some(isRenewal) && (await options.isLocked());
      const due = isLocked ? all.filter((request) => !isRenewal(request)) : all;
      const profiles = due.length === 0 ? [] : await enrolment.profiles.list();
      for (const request of due) {
        const asked = await whomToAsk(request, profiles);
        if (asked !== null) await ask(request, asked);
      }
    } catch (error) {
      options.failed(error);
    } finally {
      isAsking = false;
    }
  }

  options.every(tickMs, () => void tick());
  return { tick };
}

/** Nobody is there to go on with what the look found. */
function refuseAlone(checks: readonly PreflightCheck[]): void {
  if (stopping(checks, false) !== undefined) throw new StoppedByLook(checks);
}

function isRenewal({ purpose }: PendingRequest): boolean {
  return purpose === 'renew';
}

function isDue(request: PendingRequest, now: Date): boolean {
  const { state, askAgainAt, createdAt } = request;
  if (state !== 'pending' || askAgainAt === null || !isAskedAlone(request)) return false;
  return Date.parse(askAgainAt) <= now.getTime() && now.getTime() - Date.parse(createdAt) < maxAgeMs;
}
