// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createRequestClock } from '../../../main/enrolment/background/request-clock.ts';
import type { ServerAsk, ServerOutcome } from '../../../main/enrolment/providers/server/server-enrolment.ts';
import { finding } from '../../../main/enrolment/preflight/finding.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightFinding } from '../../../shared/schemas/enrolment/preflight.ts';

const start = '2026-11-26T12:00:00.000Z';
const minute = 60_000;

function request(change: Partial<PendingRequest> = {}): PendingRequest {
  return {
    id: crypto.randomUUID(),
    state: 'pending',
    subject: 'CN=张三',
    algorithm: 'ec-p256',
    spkiSha256: 'a'.repeat(64),
    profile: { name: '金色', protocol: 'est', host: 'ca.example.com' },
    token: null,
    keyMadeBy: null,
    lostAnswers: 0,
    answerKept: false,
    place: null,
    purpose: 'apply',
    renews: null,
    askAgainAt: start,
    certificate: null,
    problem: null,
    createdAt: '2026-11-25T12:00:00.000Z',
    ...change,
  };
}

const profile: HeldProfile = {
  id: crypto.randomUUID(),
  profile: { name: '金色', protocol: 'est', url: 'https://ca.example.com/' },
  host: { ascii: 'ca.example.com', unicode: 'ca.example.com' },
  importedAt: start,
  confirmedAt: start,
};

/** A vault and a server that answers what `answer` says; its own bookkeeping as `est.resume` has it. */
function setUp(requests: PendingRequest[], { held = profile, trusted = true, locked = false } = {}) {
  let now = new Date(start);
  const asked: { id: string; ask: Omit<ServerAsk, 'before'> }[] = [];
  /** What the look at clock and server finds. */
  const look = { found: ['clock-right', 'server-known'] as PreflightFinding[], looks: 0 };
  const arrived: string[] = [];
  const failures: unknown[] = [];
  const vault = { locked };
  const server = {
    answer: async (_id: string): Promise<ServerOutcome> => Promise.reject(new AppError('server-unreachable')),
  };
  const rows = new Map(requests.map((each) => [each.id, each]));
  const write = (id: string, change: Partial<PendingRequest>): PendingRequest => {
    const row = { ...(rows.get(id) ?? request()), ...change };
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

describe('[E04] requests that wait are asked about while the app runs', () => {
  test('not before the server wants it, without a code, and the certificate is told of', async () => {
    const waiting = request({ askAgainAt: '2026-11-26T12:05:00.000Z' });
    const app = setUp([waiting]);
    app.server.answer = async (id) => ({
      state: 'issued',
      request: app.write(id, { state: 'done', askAgainAt: null }),
      certificate: 'b'.repeat(64),
      added: [],
      subject: 'CN=张三',
      otherNames: [],
    });
    await app.tick();
    expect(app.asked).toEqual([]);
    app.wait(5 * minute);
    await app.tick();
    expect(app.asked).toEqual([
      { id: waiting.id, ask: { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false } },
    ]);
    expect(app.arrived).toEqual([waiting.id]);
    app.wait(24 * 60 * minute);
    await app.tick();
    expect(app.asked).toHaveLength(1);
  });

  test('nobody is asked whom no person agreed to: host not confirmed, authority unknown, profile gone, nobody asked before', async () => {
    const others: [PendingRequest, Parameters<typeof setUp>[1]?][] = [
      [request(), { held: { ...profile, confirmedAt: null } }],
      [request(), { trusted: false }],
      [request({ profile: { name: 'gone', protocol: 'est', host: 'ca.example.com' } })],
      [request({ askAgainAt: null })],
      [request({ profile: { name: '金色', protocol: 'manual', host: 'x.example.com' } })],
      [request({ state: 'done' })],
      [request({ createdAt: '2026-09-20T12:00:00.000Z' })],
    ];
    for (const [one, change] of others) {
      const app = setUp([one], change);
      await app.tick();
      expect({ asked: app.asked, failures: app.failures }).toEqual({ asked: [], failures: [] });
    }
  });

  test('a server that is away is asked after 5, 10, 20 minutes, and at most once a day', async () => {
    const waiting = request();
    const app = setUp([waiting]);
    const rests: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const before = Date.parse(app.rows.get(waiting.id)?.askAgainAt ?? '');
      await app.tick();
      const after = Date.parse(app.rows.get(waiting.id)?.askAgainAt ?? '');
      rests.push((after - before) / minute);
      app.wait(after - before);
    }
    expect(rests.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(rests.slice(-3)).toEqual([1440, 1440, 1440]);
    expect(app.failures).toEqual([]);
  });

  test.each(['clock-wrong', 'server-other-authority', 'server-debugging-proxy', 'server-out-of-time'] as const)(
    '[E10] %s: nothing of it goes out; that is kept quiet, and looked at again after 5, 10, 20 minutes',
    async (found) => {
      const waiting = request();
      const app = setUp([waiting]);
      app.server.answer = async (id) => ({ state: 'pending', request: app.write(id, {}), retryAfterSeconds: null });
      app.look.found = [found];
      for (const rest of [5, 10, 20]) {
        await app.tick();
        const at = app.rows.get(waiting.id)?.askAgainAt ?? '';
        expect({ asked: app.asked, arrived: app.arrived, failures: app.failures }).toEqual({
          asked: [],
          arrived: [],
          failures: [],
        });
        app.wait(rest * minute - 1);
        const { looks } = app.look;
        await app.tick();
        expect({ looks: app.look.looks, askAgainAt: app.rows.get(waiting.id)?.askAgainAt }).toEqual({
          looks,
          askAgainAt: at,
        });
        app.wait(1);
      }
      // It is as it should be again.
      app.look.found = ['clock-off', 'server-known'];
      await app.tick();
      expect(app.asked.map(({ id }) => id)).toEqual([waiting.id]);
    },
  );

  test('one that wants a code is left alone until a person brings it', async () => {
    const waiting = request();
    const app = setUp([waiting]);
    app.server.answer = async (id) => {
      app.write(id, { askAgainAt: null });
      throw new AppError('code-missing');
    };
    await app.tick();
    app.wait(7 * 24 * 60 * minute);
    await app.tick();
    expect(app.asked).toHaveLength(1);
    expect(app.rows.get(waiting.id)?.askAgainAt).toBeNull();
  });

  test('[E03] one that a person wants something else with is no server that is away: it is asked at the next tick, if it is there', async () => {
    const waiting = request();
    const app = setUp([waiting]);
    app.server.answer = async () => Promise.reject(new AppError('cancelled'));
    await app.tick();
    expect({ askAgainAt: app.rows.get(waiting.id)?.askAgainAt, failures: app.failures }).toEqual({
      askAgainAt: start,
      failures: [],
    });
    await app.tick();
    expect(app.asked).toHaveLength(2);
  });

  test('[E07] a renewal waits while the vault is locked, and no other request with it', async () => {
    const [renewal, first] = [request({ purpose: 'renew', renews: 'c'.repeat(64) }), request()];
    const app = setUp([renewal, first], { locked: true });
    await app.tick();
    expect(app.asked.map(({ id }) => id)).toEqual([first.id]);
    expect(app.rows.get(renewal.id)?.askAgainAt).toBe(start);
    app.vault.locked = false;
    await app.tick();
    expect(app.asked.map(({ id }) => id)).toEqual([first.id, renewal.id]);
  });

  test('[E09] over CMP only a renewal is asked about: anything else needs the code', async () => {
    const cmp = { name: '金色', protocol: 'cmp', host: 'ca.example.com' } as const;
    const [renewal, first] = [
      request({ profile: cmp, purpose: 'renew', renews: 'c'.repeat(64) }),
      request({ profile: cmp }),
    ];
    const held = { ...profile, profile: { ...profile.profile, protocol: 'cmp' as const } };
    const app = setUp([renewal, first], { held });
    await app.tick();
    expect(app.asked.map(({ id }) => id)).toEqual([renewal.id]);
    expect(app.rows.get(first.id)?.askAgainAt).toBe(start);
  });

  test('two ticks at once ask once; one that fails stops no other', async () => {
    const [first, second] = [request(), request()];
    const app = setUp([first, second]);
    await Promise.all([app.tick(), app.tick()]);
    expect(app.asked.map(({ id }) => id)).toEqual([first.id, second.id]);
  });
});
