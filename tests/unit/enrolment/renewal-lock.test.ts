// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { renewLocked, type RenewalSteps } from '../../../main/enrolment/providers/server/renewal-lock.ts';
import { createRequestLock } from '../../../main/enrolment/providers/server/request-lock.ts';
import type { ServerAsk, ServerOutcome } from '../../../main/enrolment/providers/server/server-enrolment.ts';
import type { RequestRow } from '../../../main/vault/store/rows/request-rows.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import type { VaultAccess } from '../../../main/vault/vault-access.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';

const old = 'ab'.repeat(32);
const held = { profile: { name: 'CA', protocol: 'est' }, host: { ascii: 'ca.example.com' } } as HeldProfile;
const rowOf = (id: string, more: Partial<RequestRow> = {}): RequestRow =>
  ({
    id,
    state: 'pending',
    purpose: 'renew',
    renews: old,
    profileName: 'CA',
    profileHost: 'ca.example.com',
    ...more,
  }) as RequestRow;
const outcome = (id: string) => ({ state: 'issued', certificate: id }) as ServerOutcome;

/** `renew` renews one certificate and records the steps in `done`. `begin` gives a new request the id `new`. */
function scene(...rows: RequestRow[]) {
  const open = { enrolment: { requests: () => rows }, getDer: () => new Uint8Array(1), losses: { find: () => null } };
  const vault = { require: async () => open as unknown as Vault } as VaultAccess;
  const lock = createRequestLock(vault);
  const done: string[] = [];
  const steps: RenewalSteps = {
    async goOn(id) {
      done.push(`go on ${id}`);
      return outcome(id);
    },
    async begin(_old, { run }, underWay) {
      done.push('look');
      await setTimeout(10);
      if (run.signal.aborted) throw new AppError('server-unreachable');
      const id = underWay() ?? 'new';
      if (id === 'new') rows.push(rowOf(id, { state: 'done' }));
      return outcome(id);
    },
  };
  const renew = async (run?: ServerAsk['run']) =>
    renewLocked(
      { vault, lock },
      {
        sha256: old,
        held,
        ask: { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false, ...(run && { run }) },
      },
      steps,
    );
  return { rows, lock, done, renew };
}

test('[E07] resumes a renewal under way, but not a finished one or one of another CA', async () => {
  const { done, renew } = scene(
    rowOf('earlier', { state: 'done' }),
    rowOf('other', { profileName: 'B' }),
    rowOf('own'),
  );
  expect({ renew: await renew(), done }).toEqual({ renew: outcome('own'), done: ['go on own'] });
  const ended = scene(rowOf('earlier', { state: 'done' }));
  expect({ renew: await ended.renew(), done: ended.done }).toEqual({ renew: outcome('new'), done: ['look'] });
});

test('[E07] two simultaneous renewals yield one certificate', async () => {
  const { rows, done, renew } = scene();
  expect(await Promise.all([renew(), renew()])).toEqual([outcome('new'), outcome('new')]);
  expect({ rows: rows.length, done }).toEqual({ rows: 1, done: ['look', 'go on new'] });
});

test('[E07] resumes a request that arrived during the server check, and creates no other', async () => {
  const { rows, renew } = scene();
  const renewed = renew();
  await setTimeout(1);
  rows.push(rowOf('meanwhile'));
  expect({ renewed: await renewed, rows: rows.length }).toEqual({ renewed: outcome('meanwhile'), rows: 1 });
});

test('[E07] a renewal can be cancelled while it works or waits for another', async () => {
  const { rows, renew, lock } = scene();
  const person = new AbortController();
  const run = { signal: person.signal, progress: () => undefined };
  const renewed = renew(run);
  await setTimeout(1);
  person.abort();
  await expect(renewed).rejects.toThrow(new AppError('cancelled'));
  expect(rows).toEqual([]);

  const release = Promise.withResolvers<void>();
  const before = lock.alone(old, undefined, async () => release.promise);
  const second = new AbortController();
  const waiting = renew({ signal: second.signal, progress: () => undefined });
  await setTimeout(1);
  second.abort();
  await expect(waiting).rejects.toThrow(new AppError('cancelled'));
  release.resolve();
  await before;
  expect(rows).toEqual([]);
});
