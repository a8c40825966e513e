// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Contact } from '../../../shared/schemas/trust/revocation.ts';
import { ocspAnswerKey } from '../../vault/store/rows/revocation-rows.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { KeptAnswer } from '../../vault/records/vault-revocation.ts';

export interface AnswerCache {
  find(contact: Contact): Promise<Uint8Array | null>;
  hold(contact: Contact, body: Uint8Array, goodUntil: string | null): void;
}

/** Larger responses aren't stored in the vault. */
export const maxKeptBytes = 2 * 1024 * 1024;

export function createAnswerCache(vault: VaultAccess, now: () => Date): AnswerCache {
  const held = new Map<string, { readonly body: Uint8Array; readonly goodUntil: string | null }>();
  const counts = (goodUntil: string | null): boolean => goodUntil === null || Date.parse(goodUntil) > now().getTime();
  return {
    async find(contact) {
      const key = keyOf(contact);
      const here = held.get(key);
      if (here && counts(here.goodUntil)) return here.body;
      try {
        return (await vault.current())?.revocation.answer(key) ?? null;
      } catch (error) {
        if (error instanceof AppError) return null;
        throw error;
      }
    },
    hold(contact, body, goodUntil) {
      held.delete(keyOf(contact));
      held.set(keyOf(contact), { body, goodUntil });
      let size = [...held.values()].reduce((sum, each) => sum + each.body.length, 0);
      for (const [key, oldest] of held) {
        if (size <= maxHeldBytes && held.size <= maxHeld) break;
        held.delete(key);
        size -= oldest.body.length;
      }
    },
  };
}
const maxHeld = 50;
/** Enough for four of the largest lists. */
const maxHeldBytes = 64 * 1024 * 1024;

export function keptAs(contact: Contact, body: Uint8Array, goodUntil: string | null): KeptAnswer {
  return { key: keyOf(contact), body, goodUntil };
}

/** Only OCSP responses belong to a single certificate. */
export function keyOf({ kind, certificate, url }: Contact): string {
  return kind === 'ocsp' ? ocspAnswerKey(certificate, url) : `${kind} ${url}`;
}
