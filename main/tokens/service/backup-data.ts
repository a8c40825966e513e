// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenSession } from '../module-port.ts';
import type { DataVerdict, TokenData, TokensService } from '../tokens-service.ts';
import type { ConnectedTokens } from './connected-tokens.ts';
import { requirePkcs11, type TokenWork } from './token-work.ts';

const refusals: ReadonlySet<string> = new Set(['token-refused', 'token-full', 'token-damaged', 'verification-failed']);

export function backupDataCalls({
  work,
  connectedTokens,
  changed,
}: {
  readonly work: TokenWork;
  readonly connectedTokens: ConnectedTokens;
  readonly changed: (tokenId: string) => void;
}): Pick<TokensService, 'openData'> {
  return {
    async openData({ tokenId, changes, ...pins }): Promise<TokenData> {
      const found = await connectedTokens.find(tokenId);
      requirePkcs11(found);
      if (changes) work.requireManaged(found);
      const { wasUnlocked, freeBytes } = await work.asUser(tokenId, pins, async (session, device) => {
        const { token, slot } = device.chosen;
        if (token.flags.loginRequired || pins.pin !== undefined) await session.keepOpen();
        return { wasUnlocked: slot.keptOpen, freeBytes: token.freeBytes };
      });
      await connectedTokens.refresh(tokenId);

      const look = async <T>(step: (session: TokenSession) => Promise<T>): Promise<T> =>
        work.asUser(tokenId, { confirmedLastTry: false }, step);
      const change = async <T>(step: (session: TokenSession) => Promise<T>): Promise<T> => {
        try {
          return await work.asUser(tokenId, { confirmedLastTry: false }, async (session, device) => {
            work.requireManaged(device);
            return step(session);
          });
        } finally {
          changed(tokenId);
        }
      };
      return {
        freeBytes,
        names: async () => look(async ({ data }) => data.list()),
        read: async (name) => look(async ({ data }) => data.read(name)),
        write: async (name, value) => change(async ({ data }) => data.write(name, value)),
        rename: async (from, to) => change(async ({ data }) => data.rename(from, to)),
        remove: async (name) => change(async ({ data }) => data.destroy(name)),
        probe: async (name, bytes) => change(async (session) => probe(session, name, bytes)),
        async close() {
          if (wasUnlocked) return;
          // A removed token is logged out anyway.
          await work.look(tokenId, async (session) => session.logout()).catch(() => undefined);
          await connectedTokens.refresh(tokenId);
          changed(tokenId);
        },
      };
    },
  };
}

async function probe({ data }: TokenSession, name: string, bytes: number): Promise<DataVerdict> {
  const value = randomBytes(bytes);
  try {
    await data.write(name, value);
    try {
      const back = await data.read(name).catch((error: unknown) => missing(error));
      if (!value.equals(back)) throw new AppError('verification-failed', { what: 'data' });
    } finally {
      await data.destroy(name).catch((error: unknown) => void missing(error));
    }
    return { taken: true };
  } catch (error) {
    if (!(error instanceof AppError) || !refusals.has(error.code)) throw error;
    const { rv } = error.details;
    const code = error.code === 'token-full' ? 'token-too-small' : 'token-data-unsupported';
    return { taken: false, code, rv: typeof rv === 'string' ? rv : null };
  }
}

function missing(error: unknown): Uint8Array {
  if (error instanceof AppError && error.code === 'not-found') return new Uint8Array(0);
  throw error;
}
