// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  loginAgainSchema,
  objectBatchSchema,
  type Pkcs11Input,
  type Pkcs11Operation,
  type Pkcs11Output,
} from '../child/pkcs11-protocol.ts';
import type { TokenSession } from '../module-port.ts';
import type { ModuleChild } from './module-child.ts';
import { withPins } from './pin-buffers.ts';

type Leased = Exclude<Pkcs11Operation, 'load' | 'slots' | 'changedSlots' | 'open' | 'initialise' | 'finalise'>;

/** Never aborted, because only the reply says whether the PIN was accepted. */
const sendsPin: readonly Leased[] = ['login', 'setPin', 'initPin', 'unblock'];

export interface LeasedSession {
  readonly session: TokenSession;
  idle(): Promise<void>;
}

/** Aborting rejects non-PIN calls, but the child still completes them. */
export function createTokenSession(child: ModuleChild, lease: number, signal: AbortSignal | undefined): LeasedSession {
  const underWay = new Set<Promise<unknown>>();
  let beginRepeat: Parameters<TokenSession['countRepeats']>[0] = () => () => undefined;

  async function run<O extends Leased>(
    operation: O,
    input: Omit<Pkcs11Input<O>, 'lease'>,
    onPart?: (part: unknown) => void,
  ): Promise<Pkcs11Output<O>> {
    if (signal?.aborted) throw new AppError('cancelled');
    let settle: ((error: unknown) => void) | null = null;
    const settled = (error: unknown): void => {
      settle?.(error);
      settle = null;
    };
    const answer = child.run(operation, { ...input, lease } as unknown as Pkcs11Input<O>, (part) => {
      const { data } = loginAgainSchema.safeParse(part);
      if (data === undefined) onPart?.(part);
      else if (data.loginAgain.right) settled(null);
      else settle = beginRepeat(data.loginAgain.who);
    });
    underWay.add(answer);
    void answer.then(() => settled(null), settled).then(() => underWay.delete(answer));
    if (signal === undefined || sendsPin.includes(operation)) return answer;
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const onAbort = (): void => reject(new AppError('cancelled'));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([aborted, answer]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  const session: TokenSession = {
    countRepeats: (begin) => {
      beginRepeat = begin;
    },
    login: async (who, pin) => void (await withPins([pin], async (octets) => run('login', { who, pin: octets }))),
    keepOpen: async () => void (await run('keepOpen', {})),
    logout: async () => void (await run('logout', {})),
    objects: async (onBatch) => {
      await run('objects', {}, (part) => {
        const batch = objectBatchSchema.safeParse(part);
        if (batch.success && !signal?.aborted) onBatch(batch.data);
      });
    },
    sign: async (objectId, scheme, message) => run('sign', { objectId, scheme, message }),
    decrypt: async (objectId, label, ciphertext) => run('decrypt', { objectId, label, ciphertext }),
    agree: async (objectId, point) => run('agree', { objectId, point }),
    generate: async (algorithm, label) => run('generate', { algorithm, label }),
    createCertificate: async (item) => run('createCertificate', { ...item }),
    importKey: async (item) => run('importKey', { ...item }),
    importWrapped: async (label, pair) => run('importWrapped', { label, pair }),
    destroy: async (objectId) => void (await run('destroy', { objectId })),
    data: {
      list: async () => run('listData', {}),
      write: async (name, value) => void (await run('writeData', { name, value })),
      read: async (name) => run('readData', { name }),
      rename: async (from, to) => run('renameData', { from, to }),
      destroy: async (name) => void (await run('destroyData', { name })),
    },
    setPin: async (who, oldPin, newPin) =>
      void (await withPins([oldPin, newPin], async (old, fresh) => run('setPin', { who, oldPin: old, newPin: fresh }))),
    initPin: async (newPin) => void (await withPins([newPin], async (octets) => run('initPin', { newPin: octets }))),
    unblock: async (secret, newPin) =>
      void (await withPins([secret, newPin], async (old, fresh) => run('unblock', { secret: old, newPin: fresh }))),
  };
  return {
    session,
    idle: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
