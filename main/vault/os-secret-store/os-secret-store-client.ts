// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { StartChild } from '../../children/process-port.ts';
import type { OsSecretStore, OsStoreReply, OsStoreRequest, OsStoreState } from './os-secret-store.ts';
import { mayHaveSessionBus } from './session-bus.ts';

export interface OsSecretStoreOptions {
  readonly startChild: StartChild;
  /** Milliseconds per access. A failing bus start takes 2 s; a prompt can block forever. */
  readonly deadlineMs?: number;
}

const defaultDeadlineMs = 5000;

/**
 * A process per access, not a thread: a call hanging in the native library blocks even `process.exit` (measured). A
 * process can be killed.
 */
export function createOsSecretStore(options: OsSecretStoreOptions): OsSecretStore {
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  const ask = async (request: OsStoreRequest): Promise<OsStoreReply> =>
    mayHaveSessionBus()
      ? await askChild(options.startChild, request, deadlineMs)
      : { ok: false, reason: 'no D-Bus session bus' };
  const succeed = async (request: OsStoreRequest) => {
    const reply = await ask(request);
    if (!reply.ok) throw new AppError('not-available', { what: 'os-store', reason: reply.reason });
    return reply.secret;
  };
  let probed: Promise<OsStoreState> | null = null;
  return {
    async probe({ refresh = false } = {}) {
      if (refresh || !probed) probed = probe(ask);
      return await probed;
    },
    async read(account) {
      return await succeed({ kind: 'read', account, secret: '' });
    },
    async write(account, secret) {
      await succeed({ kind: 'write', account, secret });
    },
    async remove(account) {
      await succeed({ kind: 'remove', account, secret: '' });
    },
  };
}

export function noOsSecretStore(reason: string): OsSecretStore {
  const refuse = async () => await Promise.reject(new AppError('not-available', { what: 'os-store', reason }));
  return {
    probe: async () => await Promise.resolve({ available: false, reason }),
    read: refuse,
    write: refuse,
    remove: refuse,
  };
}

async function probe(ask: (request: OsStoreRequest) => Promise<OsStoreReply>): Promise<OsStoreState> {
  const name = randomBytes(8).toString('hex');
  const reply = await ask({ kind: 'probe', account: `probe-${name}`, secret: randomBytes(16).toString('hex') });
  return reply.ok ? { available: true, reason: null } : { available: false, reason: reply.reason };
}

async function askChild(startChild: StartChild, request: OsStoreRequest, deadlineMs: number): Promise<OsStoreReply> {
  return await new Promise((resolve) => {
    let child;
    try {
      child = startChild('os-store');
    } catch {
      resolve({ ok: false, reason: 'the helper process did not start' });
      return;
    }
    const running = child;
    const timer = setTimeout(() => {
      finish({ ok: false, reason: `no answer within ${deadlineMs} ms (locked, or a prompt is open)` });
    }, deadlineMs);
    function finish(reply: OsStoreReply): void {
      clearTimeout(timer);
      running.kill();
      resolve(reply);
    }
    child.onMessage((message) => {
      finish(isReply(message) ? message : { ok: false, reason: 'the helper process answered nonsense' });
    });
    child.onExit((code) => {
      finish({ ok: false, reason: `the helper process ended (${code ?? 'killed'})` });
    });
    void child.post(request);
  });
}

function isReply(message: unknown): message is OsStoreReply {
  if (typeof message !== 'object' || message === null || !('ok' in message)) return false;
  if (message.ok === true)
    return 'secret' in message && (message.secret === null || typeof message.secret === 'string');
  return message.ok === false && 'reason' in message && typeof message.reason === 'string';
}
