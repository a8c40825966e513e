// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Contact } from '../../../shared/schemas/revocation.ts';
import { ocspAnswerKey } from '../../vault/store/rows/revocation-rows.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { KeptAnswer } from '../../vault/records/vault-revocation.ts';

/** Answers that still count, so that nobody is asked twice. */
export interface AnswerCache {
  find(contact: Contact): Promise<Uint8Array | null>;
  /** For as long as this program runs and the answer counts: a second round of one question builds on the first. */
  hold(contact: Contact, body: Uint8Array, goodUntil: string | null): void;
}

/** Larger lists are fetched anew: the vault is one file that is copied and moved. */
export const maxKeptBytes = 2 * 1024 * 1024;

/** In the vault where there is one; a vault that is damaged keeps nobody from asking. */
export function createAnswerCache(vault: VaultAccess, now: () => Date): AnswerCache {
  /** What a second round of the same question begins with: the vault may be none, and takes no large list. */
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
/** Four of the largest lists that are taken at all. */
const maxHeldBytes = 64 * 1024 * 1024;

/** An answer of OCSP is about one certificate; lists and certificates are the same for everybody who asks. */
export function keptAs(contact: Contact, body: Uint8Array, goodUntil: string | null): KeptAnswer {
  return { key: keyOf(contact), body, goodUntil };
}

/** Contacts of one key bring the same. */
export function keyOf({ kind, certificate, url }: Contact): string {
  return kind === 'ocsp' ? ocspAnswerKey(certificate, url) : `${kind} ${url}`;
}
