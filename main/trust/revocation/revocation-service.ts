import type { Contact, RevocationAnswer, RevocationPlan } from '../../../shared/schemas/revocation.ts';
import type { ParseClient } from '../../processes/parse-client.ts';
import type { ParseReply } from '../../processes/parse-protocol.ts';
import { gatherQuestion, type PathQuestion, type QuestionSources, type ValidationRequest } from '../gather-question.ts';
import { createAnswerCache, keyOf } from './answer-cache.ts';
import { Caller, type FetchedPart } from './caller.ts';
import type { ResolveHost } from './checked-lookup.ts';
import { type CertificateContacts, contactsOf } from './plan-contacts.ts';
import { recordFindings } from './record-findings.ts';

export interface RevocationConsent {
  /** The addresses of a plan that a person saw and agreed to. No other one is contacted. */
  readonly urls: readonly string[];
  /** Hosts (names or addresses) that may be private ones: on this computer, in the house. */
  readonly privateHosts: readonly string[];
}

export interface RevocationRun {
  readonly signal?: AbortSignal;
  /** Just before somebody is contacted. */
  readonly onCall?: (contact: Contact) => void;
}

export interface RevocationService {
  /**
   * Whom it would take to learn whether the certificates of a path are revoked, or to find the missing issuer first. Nobody
   * is contacted, no name is resolved. Errors: as `validate`.
   */
  plan(request: ValidationRequest): Promise<RevocationPlan>;
  /**
   * Asks, of what a plan would show now, those who were agreed to, as few as will do: the responder of each certificate, a
   * list where that brings nothing. What comes is judged in the parse child, kept while it counts, and what is learned goes
   * into the vault. A server that does not answer is an outcome, never an error, and never "good". After a missing issuer was
   * fetched another plan tells who is next. Errors: as `validate`; `cancelled` never: what came until then counts.
   */
  check(request: ValidationRequest, consent: RevocationConsent, run?: RevocationRun): Promise<RevocationAnswer>;
}

export interface RevocationParts extends QuestionSources {
  readonly parse: ParseClient;
  readonly now: () => Date;
  readonly resolve: ResolveHost;
}

/** Certificates above each other that can be missing. */
const maxMissing = 6;

interface Reach {
  readonly valid: boolean;
  readonly certificates: readonly CertificateContacts[];
}

export function createRevocationService({ parse, now, resolve, ...sources }: RevocationParts): RevocationService {
  const cache = createAnswerCache(sources.vault);

  async function reachOf({ input, naming }: PathQuestion, fetched: FetchedPart[]): Promise<Reach> {
    try {
      const { valid, certificates } = await parse.run('revocationAddresses', { ...input, fetched });
      return { valid, certificates: certificates.map(contactsOf) };
    } catch (error) {
      throw naming(error);
    }
  }

  /** Follows the path up as long as somebody knows the next issuer. */
  async function climb(question: PathQuestion, caller: Caller): Promise<Reach> {
    let reach = await reachOf(question, []);
    for (let missing = 0; missing < maxMissing; missing++) {
      const issuers = reach.certificates.flatMap((each) => each.issuers);
      const isNew = issuers.every((contact) => caller.got.every((got) => got.contact.url !== contact.url));
      if (issuers.length === 0 || !isNew || !(await caller.callOne(issuers, null))) break;
      reach = await reachOf(question, caller.parts);
    }
    return reach;
  }

  async function validate({ input, naming }: PathQuestion, caller: Caller): Promise<ParseReply<'validate'>> {
    try {
      return await parse.run('validate', { ...input, fetched: caller.parts });
    } catch (error) {
      throw naming(error);
    }
  }

  function callerFor(consent: RevocationConsent, authorities: readonly string[], run: RevocationRun): Caller {
    const hosts = consent.urls.flatMap((url) => URL.parse(url)?.host ?? []);
    const privateHosts = new Set(consent.privateHosts.map((host) => host.toLowerCase()));
    const { signal, onCall = () => undefined } = run;
    const isAllowed = (host: string): boolean => privateHosts.has(host);
    const rules = { resolve, shown: new Set(hosts), isAllowed, authorities, signal };
    return new Caller({ cache, rules, agreed: new Set(consent.urls), onCall });
  }

  return {
    async plan(request) {
      const question = await gatherQuestion(request, sources);
      const reach = await climb(question, callerFor({ urls: [], privateHosts: [] }, [], {}));
      let kept = 0;
      /** Of these none is kept. */
      const missing = async (list: readonly Contact[]): Promise<readonly Contact[]> => {
        const found = await Promise.all(list.map(async (contact) => cache.find(contact)));
        if (found.every((body) => body === null)) return list;
        kept += 1;
        return [];
      };
      const contacts: Contact[] = [];
      for (const { issuers, ocsp, crls } of reach.certificates) {
        contacts.push(...(await missing(issuers)));
        const responders = reach.valid ? await missing(ocsp) : [];
        contacts.push(...responders);
        // Lists come after a responder that brings nothing; a kept answer is one that was believed.
        if (!reach.valid || (ocsp.length > 0 && responders.length === 0)) continue;
        for (const list of crls) contacts.push(...(await missing(list)));
      }
      const leftOut = reach.certificates.reduce((sum, each) => sum + each.leftOut, 0);
      return {
        canJudge: reach.valid,
        contacts: [...new Map(contacts.map((each) => [keyOf(each), each])).values()],
        leftOut,
        kept,
      };
    },
    async check(request, consent, run = {}) {
      const question = await gatherQuestion(request, sources);
      const authorities = (await sources.systemAnchors()).map(pemOf);
      const caller = callerFor(consent, authorities, run);
      const reach = await climb(question, caller);
      let judged = await validate(question, caller);
      if (reach.valid) {
        for (const { ocsp, certId } of reach.certificates) await caller.callOne(ocsp, certId);
        judged = await validate(question, caller);
        const open = judged.statuses.filter(({ state }) => state === 'unknown').map(({ certificate }) => certificate);
        const lists = reach.certificates.filter(({ certificate }) => open.includes(certificate));
        for (const contacts of lists.flatMap(({ crls }) => crls)) await caller.callOne(contacts, null);
        if (lists.length > 0) judged = await validate(question, caller);
      }
      const { verdicts, ...answer } = judged;
      const asked = [...caller.got.map(({ contact }) => contact), ...allContacts(reach).flat()];
      const contacts = [...new Set(asked)].map((contact) => caller.resultOf(contact, verdicts));
      for (const { contact, part } of caller.got) if (contact.kind === 'issuer') cache.hold(contact, part.bytes);
      await recordFindings(sources.vault, { statuses: answer.statuses, contacts, got: caller.got, verdicts });
      return { ...answer, contacts, checkedAt: `${now().toISOString().slice(0, 19)}Z` };
    },
  };
}

/** Each list: any of it will do. */
function allContacts({ valid, certificates }: Reach): (readonly Contact[])[] {
  const issuers = certificates.map((each) => each.issuers);
  const words = valid ? [...certificates.map(({ ocsp }) => ocsp), ...certificates.flatMap(({ crls }) => crls)] : [];
  return [...issuers, ...words].filter((list) => list.length > 0);
}

function pemOf(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}
