// SPDX-License-Identifier: Apache-2.0
import { expect } from 'vitest';
import { createRequestClock } from '../../../main/enrolment/background/request-clock.ts';
import type { ServerAsk, ServerOutcome } from '../../../main/enrolment/providers/server/server-enrolment.ts';
import { finding } from '../../../main/enrolment/preflight/finding.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightFinding } from '../../../shared/schemas/enrolment/preflight.ts';
import { heldProfile, pendingRequest } from './pending-request.ts';

const start = '2026-11-26T12:00:00.000Z';

/** A request clock over simulated `requests`. The result's `server.answer` simulates the server. */
export function clockOver(requests: PendingRequest[], { held = heldProfile, trusted = true, locked = false } = {}) {
  let now = new Date(start);
  const asked: { id: string; ask: Omit<ServerAsk, 'before'> }[] = [];
  const look = { found: ['clock-right', 'server-known'] as PreflightFinding[], looks: 0 };
  const arrived: string[] = [];
  const failures: unknown[] = [];
  const vault = { locked };
  const server = {
    answer: async (_id: string): Promise<ServerOutcome> => Promise.reject(new AppError('server-unreachable')),
  };
  const rows = new Map(requests.map((each) => [each.id, each]));
  const write = (id: string, change: Partial<PendingRequest>): PendingRequest => {
    const row = { ...(rows.get(id) ?? pendingRequest()), ...change };
    rows.set(id, row);
    return row;
  };
  const resume = async (id: string, _held: HeldProfile, ask: ServerAsk): Promise<ServerOutcome> => {
    const { before, ...rest } = ask;
    await before?.({ anchors: [], pins: [] });
    asked.push({ id, ask: rest });
    return await server.answer(id);
  };
  const clock = createRequestClock({
    enrolment: {
      requests: async () => [...rows.values()],
      askAgainAt: async (id, at) => void write(id, { askAgainAt: at }),
      profiles: { list: async () => [held] },
      est: { resume },
      cmp: { resume },
      preflight: {
        server: async (seen) => {
          expect(seen).toBe(held);
          look.looks += 1;
          return look.found.map((found) => finding(found));
        },
      },
      trust: { of: async () => ({ source: trusted ? 'accepted' : null, accepted: [] }) },
    },
    now: () => now,
    isLocked: async () => vault.locked,
    arrived: ({ id }) => void arrived.push(id),
    every: () => undefined,
    failed: (error) => void failures.push(error),
  });
  return {
    vault,
    asked,
    look,
    arrived,
    failures,
    server,
    rows,
    write,
    tick: async () => clock.tick(),
    wait: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}
