// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { clockOver } from '../../support/enrolment/clock-over.ts';
import { heldProfile, pendingRequest } from '../../support/enrolment/pending-request.ts';

const start = '2026-11-26T12:00:00.000Z';
const minute = 60_000;

describe('[E04] asking about pending requests while the app runs', () => {
  test('asks at the time the server gave, without a code, and reports the certificate', async () => {
    const waiting = pendingRequest({ askAgainAt: '2026-11-26T12:05:00.000Z' });
    const app = clockOver([waiting]);
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

  test('asks nothing for an unconfirmed host, unknown CA, missing profile or undated request', async () => {
    const others: [PendingRequest, Parameters<typeof clockOver>[1]?][] = [
      [pendingRequest(), { held: { ...heldProfile, confirmedAt: null } }],
      [pendingRequest(), { trusted: false }],
      [pendingRequest({ profile: { name: 'gone', protocol: 'est', host: 'ca.example.com' } })],
      [pendingRequest({ askAgainAt: null })],
      [pendingRequest({ profile: { name: '金色', protocol: 'manual', host: 'x.example.com' } })],
      [pendingRequest({ state: 'done' })],
      [pendingRequest({ createdAt: '2026-09-20T12:00:00.000Z' })],
    ];
    for (const [one, change] of others) {
      const app = clockOver([one], change);
      await app.tick();
      expect({ asked: app.asked, failures: app.failures }).toEqual({ asked: [], failures: [] });
    }
  });

  test('asks an unreachable server after 5, 10, 20 and 40 minutes, later once a day', async () => {
    const waiting = pendingRequest();
    const app = clockOver([waiting]);
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
    '[E10] %s: sends nothing, reports nothing, and checks again after 5, 10, 20 minutes',
    async (found) => {
      const waiting = pendingRequest();
      const app = clockOver([waiting]);
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
      // These findings don't stop the request.
      app.look.found = ['clock-off', 'server-known'];
      await app.tick();
      expect(app.asked.map(({ id }) => id)).toEqual([waiting.id]);
    },
  );

  test('leaves a request that needs a code until a person enters it', async () => {
    const waiting = pendingRequest();
    const app = clockOver([waiting]);
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

  test('[E03] does not back off for a request that a person is using, and asks at the next tick if it still exists', async () => {
    const waiting = pendingRequest();
    const app = clockOver([waiting]);
    app.server.answer = async () => Promise.reject(new AppError('cancelled'));
    await app.tick();
    expect({ askAgainAt: app.rows.get(waiting.id)?.askAgainAt, failures: app.failures }).toEqual({
      askAgainAt: start,
      failures: [],
    });
    await app.tick();
    expect(app.asked).toHaveLength(2);
  });

  test('[E07] holds back only a renewal while the vault is locked', async () => {
    const [renewal, first] = [pendingRequest({ purpose: 'renew', renews: 'c'.repeat(64) }), pendingRequest()];
    const app = clockOver([renewal, first], { locked: true });
    await app.tick();
    expect(app.asked.map(({ id }) => id)).toEqual([first.id]);
    expect(app.rows.get(renewal.id)?.askAgainAt).toBe(start);
    app.vault.locked = false;
    await app.tick();
    expect(app.asked.map(({ id }) => id)).toEqual([first.id, renewal.id]);
  });

  test('[E09] asks over CMP about renewals alone, as anything else needs the code', async () => {
    const cmp = { name: '金色', protocol: 'cmp', host: 'ca.example.com' } as const;
    const [renewal, first] = [
      pendingRequest({ profile: cmp, purpose: 'renew', renews: 'c'.repeat(64) }),
      pendingRequest({ profile: cmp }),
    ];
    const held = { ...heldProfile, profile: { ...heldProfile.profile, protocol: 'cmp' as const } };
    const app = clockOver([renewal, first], { held });
    await app.tick();
    expect(app.asked.map(({ id }) => id)).toEqual([renewal.id]);
    expect(app.rows.get(first.id)?.askAgainAt).toBe(start);
  });

  test('asks once for two simultaneous ticks, and continues after a failure', async () => {
    const [first, second] = [pendingRequest(), pendingRequest()];
    const app = clockOver([first, second]);
    await Promise.all([app.tick(), app.tick()]);
    expect(app.asked.map(({ id }) => id)).toEqual([first.id, second.id]);
  });
});
