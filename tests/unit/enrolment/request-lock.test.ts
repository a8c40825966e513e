// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createRequestLock } from '../../../main/enrolment/providers/server/request-lock.ts';
import type { ServerOutcome } from '../../../main/enrolment/providers/server/server-enrolment.ts';
import type { RequestRow } from '../../../main/vault/store/rows/request-rows.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import type { VaultAccess } from '../../../main/vault/vault-access.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const id = crypto.randomUUID();

function scene() {
  const rows = [{ id, state: 'pending' } as RequestRow];
  const askAgainAt = vi.fn<(id: string, at: string | null) => Promise<void>>(async () => undefined);
  const open = { enrolment: { requests: () => rows, askAgainAt } } as unknown as Vault;
  const lock = createRequestLock({ require: async () => open } as unknown as VaultAccess);
  const begun: string[] = [];
  const silent =
    (who: string) =>
    async (_found: unknown, { signal }: { signal: AbortSignal }) => {
      begun.push(who);
      return await new Promise<ServerOutcome>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('server-unreachable')));
      });
    };
  const remove = async (signal?: AbortSignal) => lock.instead(id, signal, async () => void begun.push('removed'));
  return { lock, begun, silent, remove, askAgainAt };
}

test('[E03] [E04] cancels a background request when a person deletes it', async () => {
  const { lock, begun, silent, remove } = scene();
  const asked = lock.take(id, undefined, silent('clock')).catch((error: unknown) => error);
  await setTimeout(10);
  await remove();
  expect({ begun, asked: await asked }).toEqual({ begun: ['clock', 'removed'], asked: new AppError('cancelled') });
});

test('[E03] [E04] cancels a background request that still waits for the lock', async () => {
  const { lock, begun, silent, remove } = scene();
  const person = new AbortController();
  const first = lock.take(id, { signal: person.signal, progress: () => undefined }, silent('person'));
  const second = lock.take(id, undefined, silent('clock'));
  const asked = Promise.allSettled([first, second]);
  await setTimeout(10);
  const removed = remove();
  person.abort();
  await Promise.all([removed, asked]);
  expect(begun).toEqual(['person', 'removed']);
});

test('[E03] [U05] a deletion waits for a person’s request, and does nothing if cancelled', async () => {
  const { lock, begun, silent, remove } = scene();
  const [person, waiting] = [new AbortController(), new AbortController()];
  const asked = lock.take(id, { signal: person.signal, progress: () => undefined }, silent('person'));
  const removed = remove(waiting.signal);
  await setTimeout(10);
  expect(begun).toEqual(['person']);
  waiting.abort();
  await expect(removed).rejects.toThrow(new AppError('cancelled'));
  person.abort();
  await expect(asked).rejects.toThrow(new AppError('cancelled'));
  await setTimeout(10);
  expect(begun).toEqual(['person']);
  await remove();
  expect(begun).toEqual(['person', 'removed']);
});

test('[E03] [U05] finishes a deletion that has begun', async () => {
  const { lock } = scene();
  const waiting = new AbortController();
  const removed = lock.instead(id, waiting.signal, async () => {
    waiting.abort();
    await setTimeout(10);
    return 'removed';
  });
  expect(await removed).toBe('removed');
});

test('[E03] [E04] cancels a person’s wait at once, and sends nothing for them afterwards', async () => {
  const { lock, begun, silent, remove } = scene();
  const person = new AbortController();
  const first = lock.take(id, undefined, silent('clock')).catch((error: unknown) => error);
  const asked = lock.take(id, { signal: person.signal, progress: () => undefined }, silent('person'));
  await setTimeout(10);
  person.abort();
  await expect(asked).rejects.toThrow(new AppError('cancelled'));
  await remove();
  expect({ begun, first: await first }).toEqual({ begun: ['clock', 'removed'], first: new AppError('cancelled') });
});

test.each(['authority-key-unusable', 'authority-key-mismatch', 'reply-refused'] as const)(
  '[E04] reports %s although it was cancelled, and stops asking in the background',
  async (code) => {
    const { lock, remove, askAgainAt } = scene();
    const person = new AbortController();
    /** Fails with `code` after the abort, as if an answer had arrived by then. */
    const lost = async (_found: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise<ServerOutcome>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError(code)));
      });
    const asked = lock.take(id, { signal: person.signal, progress: () => undefined }, lost);
    await setTimeout(10);
    person.abort();
    await expect(asked).rejects.toThrow(new AppError(code));
    expect(askAgainAt.mock.calls).toEqual([[id, null]]);
    const quiet = lock.take(id, undefined, lost).catch((error: unknown) => error);
    await setTimeout(10);
    await remove();
    expect({ quiet: await quiet, askAgainAt: askAgainAt.mock.calls.length }).toEqual({
      quiet: new AppError(code),
      askAgainAt: 2,
    });
  },
);
