// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { createOneShot, type AskOnce } from '../../children/one-shot.ts';
import type { StartChild } from '../../children/process-port.ts';
import { osStoreOperations } from './child/os-store-protocol.ts';
import type { OsSecretStore, OsStoreState } from './os-secret-store.ts';

export interface OsSecretStoreOptions {
  readonly startChild: StartChild;
  /** Milliseconds per access. A failed D-Bus start takes 2 s; a prompt can block forever. */
  readonly deadlineMs?: number;
}

const defaultDeadlineMs = 5000;

/** Each access uses a process, not a thread: a hanging native call blocks even `process.exit` (measured). */
export function createOsSecretStore(options: OsSecretStoreOptions): OsSecretStore {
  const askOnce = createOneShot(options.startChild, 'os-store', osStoreOperations, {
    deadlineMs: options.deadlineMs ?? defaultDeadlineMs,
    ended: notAvailable,
    late: (reason) => notAvailable(`${reason} (locked, or a prompt is open)`),
  });
  const ask: typeof askOnce = async (operation, input) => {
    if (!mayHaveSessionBus()) throw notAvailable('no D-Bus session bus');
    try {
      return await askOnce(operation, input);
    } catch (error) {
      // A compromised child must not forge the vault's errors.
      if (error instanceof AppError && error.code === 'not-available') throw error;
      throw notAvailable('the helper process answered nonsense');
    }
  };
  let probed: Promise<OsStoreState> | null = null;
  return {
    async probe({ refresh = false } = {}) {
      if (refresh || !probed) probed = probe(ask);
      return await probed;
    },
    read: async (account) => ask('read', { account }),
    write: async (account, secret) => void (await ask('write', { account, secret })),
    remove: async (account) => void (await ask('remove', { account })),
  };
}

export function noOsSecretStore(reason: string): OsSecretStore {
  const refuse = async () => await Promise.reject(notAvailable(reason));
  return {
    probe: async () => await Promise.resolve({ available: false, reason }),
    read: refuse,
    write: refuse,
    remove: refuse,
  };
}

async function probe(ask: AskOnce<typeof osStoreOperations>): Promise<OsStoreState> {
  const name = randomBytes(8).toString('hex');
  try {
    await ask('probe', { account: `probe-${name}`, secret: randomBytes(16).toString('hex') });
    return { available: true, reason: null };
  } catch (error) {
    const reason = error instanceof AppError ? error.details['reason'] : null;
    return { available: false, reason: typeof reason === 'string' ? reason : 'the helper process answered nonsense' };
  }
}

function notAvailable(reason: string): AppError {
  return new AppError('not-available', { what: 'os-store', reason });
}

/**
 * D-Bus Specification, "Login session message bus"; systemd's user@.service. Checked first, because a failing
 * connection takes 0.1 s.
 */
export function mayHaveSessionBus(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  if (process.platform !== 'linux') return true;
  if (environment['DBUS_SESSION_BUS_ADDRESS']) return true;
  const runtime = environment['XDG_RUNTIME_DIR'] || `/run/user/${process.getuid?.() ?? 0}`;
  return existsSync(join(runtime, 'bus'));
}
