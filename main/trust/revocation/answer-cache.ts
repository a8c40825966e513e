import { AppError } from '../../../shared/domain/app-error.ts';
import type { Contact } from '../../../shared/schemas/revocation.ts';
import { ocspAnswerKey } from '../../vault/store/revocation-rows.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { KeptAnswer } from '../../vault/vault-revocation.ts';

/** Answers that still count, so that nobody is asked twice. */
export interface AnswerCache {
  find(contact: Contact): Promise<Uint8Array | null>;
  /** For as long as this program runs: what is told within one question. */
  hold(contact: Contact, body: Uint8Array): void;
}

/** Larger lists are fetched anew: the vault is one file that is copied and moved. */
export const maxKeptBytes = 2 * 1024 * 1024;

/** In the vault where there is one; a vault that is damaged keeps nobody from asking. */
export function createAnswerCache(vault: VaultAccess): AnswerCache {
  /** Certificates of issuers, which a second question of the same run begins with; small, and few. */
  const held = new Map<string, Uint8Array>();
  return {
    async find(contact) {
      const key = keyOf(contact);
      const here = held.get(key);
      if (here) return here;
      try {
        return (await vault.current())?.revocation.answer(key) ?? null;
      } catch (error) {
        if (error instanceof AppError) return null;
        throw error;
      }
    },
    hold(contact, body) {
      if (held.size >= maxHeld) held.clear();
      held.set(keyOf(contact), body);
    },
  };
}
const maxHeld = 50;

/** An answer of OCSP is about one certificate; lists and certificates are the same for everybody who asks. */
export function keptAs(contact: Contact, body: Uint8Array, goodUntil: string | null): KeptAnswer {
  return { key: keyOf(contact), body, goodUntil };
}

/** Contacts of one key bring the same. */
export function keyOf({ kind, certificate, url }: Contact): string {
  return kind === 'ocsp' ? ocspAnswerKey(certificate, url) : `${kind} ${url}`;
}
