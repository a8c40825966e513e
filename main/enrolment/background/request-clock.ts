// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isAskedAlone, isServerProtocol, type ServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightCheck } from '../../../shared/schemas/enrolment/preflight.ts';
import type { EnrolmentService } from '../enrolment-service.ts';
import { preflightHook, stopping, PreflightBlocked } from '../preflight/preflight-service.ts';
import { profileOfRequest } from '../profiles/profile-of-request.ts';

interface Asked {
  readonly held: HeldProfile;
  readonly protocol: ServerProtocol;
}

export interface RequestClockOptions {
  readonly enrolment: Pick<EnrolmentService, 'requests' | 'askAgainAt'> & {
    readonly profiles: Pick<EnrolmentService['profiles'], 'list'>;
    readonly trust: Pick<EnrolmentService['trust'], 'of'>;
    readonly est: Pick<EnrolmentService['est'], 'resume'>;
    readonly cmp: Pick<EnrolmentService['cmp'], 'resume'>;
    readonly preflight: Pick<EnrolmentService['preflight'], 'server'>;
  };
  readonly now: () => Date;
  /** Renewals are not polled while the vault is locked, because they need the old certificate's key. */
  isLocked(): Promise<boolean>;
  arrived(request: PendingRequest): void;
  /** The timer must not keep the process alive. */
  every(ms: number, tick: () => void): void;
  failed(error: unknown): void;
}

const tickMs = 60_000;
/** The delay doubles with each consecutive failure. */
const firstRestMs = 5 * 60_000;
const longestRestMs = 24 * 60 * 60_000;
const maxAgeMs = 60 * 24 * 60 * 60_000;

/**
 * Polls pending requests (RFC 7030 §4.2.3, RFC 9483 §4.4) without sending a code, only at confirmed hosts whose CA is
 * known. Polling ends after 60 days or when the user must act. An untrusted server or a wrong clock only delays it.
 */
export function createRequestClock(options: RequestClockOptions): { tick(): Promise<void> } {
  const { enrolment, now } = options;
  const failures = new Map<string, number>();
  let isAsking = false;

  async function whomToAsk(request: PendingRequest, profiles: readonly HeldProfile[]): Promise<Asked | null> {
    try {
      const held = profileOfRequest(profiles, request);
      const { protocol } = held.profile;
      if (!isServerProtocol(protocol) || held.confirmedAt === null) return null;
      return (await enrolment.trust.of(held)).source === null ? null : { held, protocol };
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  async function ask({ id }: PendingRequest, { held, protocol }: Asked): Promise<void> {
    try {
      const unattended = { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false };
      const before = preflightHook(enrolment.preflight, held, { judge: refuseAlone });
      const outcome = await enrolment[protocol].resume(id, held, { ...unattended, before });
      failures.delete(id);
      if (outcome.state === 'issued') options.arrived(outcome.request);
    } catch (error) {
      if (error instanceof AppError && error.code === 'cancelled') return;
      const count = failures.get(id) ?? 0;
      failures.set(id, count + 1);
      const still = (await enrolment.requests()).find((each) => each.id === id);
      if (still?.state === 'pending' && still.askAgainAt !== null) {
        const rest = Math.min(longestRestMs, firstRestMs * 2 ** count);
        await enrolment.askAgainAt(id, new Date(now().getTime() + rest).toISOString());
      }
      if (!(error instanceof AppError || error instanceof PreflightBlocked)) options.failed(error);
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

function refuseAlone(checks: readonly PreflightCheck[]): void {
  if (stopping(checks, false) !== undefined) throw new PreflightBlocked(checks);
}

function isRenewal({ purpose }: PendingRequest): boolean {
  return purpose === 'renew';
}

function isDue(request: PendingRequest, now: Date): boolean {
  const { state, askAgainAt, createdAt } = request;
  if (state !== 'pending' || askAgainAt === null || !isAskedAlone(request)) return false;
  return Date.parse(askAgainAt) <= now.getTime() && now.getTime() - Date.parse(createdAt) < maxAgeMs;
}
