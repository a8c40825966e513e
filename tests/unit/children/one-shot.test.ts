// SPDX-License-Identifier: Apache-2.0
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connect } from '../../../main/children/connection.ts';
import { createOneShot } from '../../../main/children/one-shot.ts';
import type { ChildChannel, StartChild } from '../../../main/children/process-port.ts';
import { nssOperations } from '../../../main/stores/nss/child/nss-protocol.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';

const ended = (reason: string): AppError => new AppError('store-damaged', { reason });
const late = (reason: string): AppError => new AppError('store-locked', { reason });

function asking(deadlineMs = 60_000) {
  const children: ChildChannel[] = [];
  const exits: Promise<unknown>[] = [];
  const startChild: StartChild = (entry) => {
    const child = startNodeChild(entry);
    children.push(child);
    exits.push(new Promise((resolve) => child.onExit(resolve)));
    return child;
  };
  return { ask: createOneShot(startChild, 'nss', nssOperations, { deadlineMs, ended, late }), children, exits };
}

const folder = join(tmpdir(), 'certsteward no such database');

describe('[X07] a process for one request', () => {
  test('answers, then exits', async () => {
    const { ask, exits } = asking();
    expect(await ask('look', { folder })).toMatchObject({ state: 'absent' });
    expect(await Promise.all(exits)).toHaveLength(1);
  });

  test('reports an input that it refuses as an internal error', async () => {
    const { ask } = asking();
    await expect(ask('look', { folder, more: 1 } as never)).rejects.toMatchObject({ code: 'internal' });
  });

  test('is killed on cancellation, and not started if cancelled before', async () => {
    const { ask, children, exits } = asking();
    const controller = new AbortController();
    const asked = ask('look', { folder }, controller.signal);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all(exits);
    await expect(ask('look', { folder }, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(children).toHaveLength(1);
  });

  test('reports its policy’s error if it is late, lost or not started', async () => {
    const overdue = asking(1);
    await expect(overdue.ask('look', { folder })).rejects.toMatchObject({ code: 'store-locked' });
    await Promise.all(overdue.exits);
    const lost = asking();
    const asked = lost.ask('look', { folder });
    lost.children[0]?.kill();
    await expect(asked).rejects.toMatchObject({ code: 'store-damaged' });
    const refuse: StartChild = () => {
      throw new Error('no process');
    };
    const ask = createOneShot(refuse, 'nss', nssOperations, { deadlineMs: 1000, ended, late });
    await expect(ask('look', { folder })).rejects.toMatchObject({ code: 'store-damaged' });
  });
});

/** A stand-in for a compromised child, which can send any message. */
function takenOver(post: ChildChannel['post'] = async () => undefined) {
  let say: (message: unknown) => void = () => undefined;
  let kills = 0;
  const channel: ChildChannel = {
    post,
    onMessage: (listener) => void (say = listener),
    onExit: () => undefined,
    kill: () => void (kills += 1),
  };
  let exits = 0;
  const connection = connect(channel, () => {
    exits += 1;
    connection.end(() => ended('nonsense'));
  });
  return { connection, say: (message: unknown) => say(message), kills: () => kills, exits: () => exits };
}

describe('[X07] a connection to a child that was taken over (a stand-in)', () => {
  test('ends at an invalid message, and refuses later requests', async () => {
    const { connection, say, kills } = takenOver();
    const asked = connection.ask('look', {});
    say({ id: 1, ok: 'perhaps' });
    await expect(asked).rejects.toMatchObject({ code: 'store-damaged' });
    await expect(connection.ask('look', {})).rejects.toMatchObject({ code: 'store-damaged' });
    expect(kills()).toBe(1);
  });

  test('ends at a part that its receiver refuses', async () => {
    const { connection, say, kills, exits } = takenOver();
    const part = (): never => {
      throw new AppError('limit-exceeded', { limit: 'memory' });
    };
    const asked = connection.ask('look', {}, { part });
    say({ id: 1, part: 'too much' });
    await expect(asked).rejects.toMatchObject({ code: 'limit-exceeded' });
    expect({ kills: kills(), exits: exits() }).toEqual({ kills: 1, exits: 1 });
  });

  test('fails a request whose input cannot be cloned', async () => {
    const { connection } = takenOver(async () => Promise.reject(new Error('not cloneable')));
    await expect(connection.ask('look', {})).rejects.toMatchObject({ code: 'internal' });
  });

  test('ignores an answer to no request', async () => {
    const { connection, say, kills } = takenOver();
    const asked = connection.ask('look', {});
    say({ id: 7, ok: true, value: 'forged' });
    say({ id: 1, ok: true, value: 'own' });
    expect(await asked).toBe('own');
    expect(kills()).toBe(0);
  });
});
