// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { Contact, ContactResult } from '../../../shared/schemas/trust/revocation.ts';
import type { ParseInput, ParseReply } from '../../parser/parse-protocol.ts';
import { writeOcspRequest } from '../../x509/ocsp/ocsp-request.ts';
import { type AnswerCache, keyOf } from './answer-cache.ts';
import { type FetchRules, fetchAnswer } from './fetch-answer.ts';

export type FetchedPart = NonNullable<ParseInput<'validate'>['fetched']>[number];
export type Verdict = ParseReply<'validate'>['verdicts'][number];

const kibibyte = 1024;
/** The largest public CRLs have 300,000 entries of 40 bytes. */
const list = { maxBytes: 16 * kibibyte * kibibyte, totalMs: 120_000 };
export const limits: Readonly<Record<Contact['kind'], { readonly maxBytes: number; readonly totalMs: number }>> = {
  ocsp: { maxBytes: 64 * kibibyte, totalMs: 30_000 },
  crl: list,
  delta: list,
  issuer: { maxBytes: 256 * kibibyte, totalMs: 30_000 },
};
/** Limit for all lists of a request, since they are parsed together. */
export const maxListBytes = 40 * kibibyte * kibibyte;
const nonceOctets = 32;

interface Got {
  readonly contact: Contact;
  readonly part: FetchedPart;
  readonly isKept: boolean;
}

/** Contacts only approved addresses. */
export class Caller {
  readonly #cache: AnswerCache;
  readonly #rules: FetchRules;
  readonly #agreed: ReadonlySet<string>;
  readonly #onCall: (contact: Contact) => void;
  /** Keyed by `keyOf`. */
  readonly #failed = new Map<string, Pick<ContactResult, 'outcome' | 'detail'>>();
  readonly got: Got[] = [];

  constructor(parts: {
    readonly cache: AnswerCache;
    readonly rules: FetchRules;
    readonly agreed: ReadonlySet<string>;
    readonly onCall: (contact: Contact) => void;
  }) {
    this.#cache = parts.cache;
    this.#rules = parts.rules;
    this.#agreed = parts.agreed;
    this.#onCall = parts.onCall;
  }

  /** Tries cached responses first. Returns false if there is no response. */
  async callOne(contacts: readonly Contact[], certId: Uint8Array | null): Promise<boolean> {
    if (contacts.some((contact) => this.#gotFrom(contact) >= 0)) return true;
    for (const contact of contacts) {
      const kept = await this.#cache.find(contact);
      if (kept === null || kept.length > this.#room(contact)) continue;
      this.#take(contact, kept, null, true);
      return true;
    }
    return this.#call(contacts, certId);
  }

  /** Replaces a cached response. Returns false if none was cached or none was received. */
  async callAnew(contacts: readonly Contact[]): Promise<boolean> {
    const keys = contacts.map(keyOf);
    const useless = this.got.findIndex(({ contact, isKept }) => isKept && keys.includes(keyOf(contact)));
    if (useless < 0) return false;
    this.got.splice(useless, 1);
    return this.#call(contacts, null);
  }

  async #call(contacts: readonly Contact[], certId: Uint8Array | null): Promise<boolean> {
    for (const contact of contacts) {
      if (!this.#agreed.has(contact.url)) {
        this.#failed.set(keyOf(contact), { outcome: 'not-agreed', detail: null });
        continue;
      }
      if (this.#rules.signal?.aborted === true) {
        this.#failed.set(keyOf(contact), { outcome: 'cancelled', detail: null });
        return false;
      }
      const maxBytes = this.#room(contact);
      if (maxBytes <= 0) {
        this.#failed.set(keyOf(contact), { outcome: 'too-large', detail: null });
        continue;
      }
      const nonce = contact.kind === 'ocsp' ? new Uint8Array(randomBytes(nonceOctets)) : null;
      const question = nonce && certId ? writeOcspRequest(certId, nonce) : null;
      this.#onCall(contact);
      const { totalMs } = limits[contact.kind];
      const fetched = await fetchAnswer({ url: contact.url, question, maxBytes, totalMs }, this.#rules);
      if ('body' in fetched) {
        this.#take(contact, fetched.body, nonce, false);
        return true;
      }
      this.#failed.set(keyOf(contact), { outcome: fetched.failure, detail: fetched.detail });
    }
    return false;
  }

  #room({ kind }: Contact): number {
    const { maxBytes } = limits[kind];
    if (!isList(kind)) return maxBytes;
    const taken = this.got.filter(({ contact }) => isList(contact.kind)).map(({ part }) => part.bytes.length);
    return Math.min(maxBytes, maxListBytes - taken.reduce((sum, size) => sum + size, 0));
  }

  #gotFrom(contact: Contact): number {
    return this.got.findIndex((each) => keyOf(each.contact) === keyOf(contact));
  }

  #take(contact: Contact, bytes: Uint8Array, nonce: Uint8Array | null, isKept: boolean): void {
    const { kind, certificate: about } = contact;
    this.got.push({ contact, isKept, part: { kind, bytes, about, nonce } });
  }

  get parts(): FetchedPart[] {
    return this.got.map(({ part }) => part);
  }

  resultOf(contact: Contact, verdicts: readonly Verdict[]): ContactResult {
    const index = this.#gotFrom(contact);
    const failed = this.#failed.get(keyOf(contact)) ?? { outcome: 'not-needed' as const, detail: null };
    const verdict = verdicts[index]?.verdict;
    return { ...contact, ...(verdict === undefined ? failed : { outcome: verdict, detail: null }) };
  }
}

function isList(kind: Contact['kind']): boolean {
  return kind === 'crl' || kind === 'delta';
}
