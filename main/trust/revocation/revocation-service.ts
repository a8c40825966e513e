// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PathReasonCode } from '../../../shared/domain/trust/path-reasons.ts';
import type {
  Contact,
  ContactResult,
  FetchedIssuers,
  KeptIssuer,
  RevocationAnswer,
  RevocationPlan,
} from '../../../shared/schemas/trust/revocation.ts';
import type { ResolveHost } from '../../net/address-rule.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { ParseReply } from '../../parser/parse-protocol.ts';
import { certificateHold } from '../../x509/path/revocation/path-crl.ts';
import { currentUse } from '../current-use.ts';
import { gatherQuestion, type PathQuestion, type QuestionSources, type ValidationRequest } from '../gather-question.ts';
import { createAnswerCache, keyOf } from './answer-cache.ts';
import { Caller, type FetchedPart } from './caller.ts';
import { type CertificateContacts, contactsOf } from './plan-contacts.ts';
import { type StoredVerdict, storedVerdicts, newVerdicts } from './stored-verdicts.ts';
import { keepIssuers } from './keep-issuers.ts';
import { recordFindings } from './record-findings.ts';

export interface RevocationConsent {
  /** Approved addresses. Redirects may lead only to their hosts. */
  readonly urls: readonly string[];
  /** Hosts that may resolve to private IP addresses. */
  readonly privateHosts: readonly string[];
}

export interface RevocationRun {
  readonly signal?: AbortSignal;
  readonly onCall?: (contact: Contact) => void;
  readonly takesAtHand?: boolean;
}

export interface RevocationService {
  /** Sends nothing, not even DNS queries. */
  plan(request: ValidationRequest): Promise<RevocationPlan>;
  /**
   * Contacts approved addresses only as needed: issuers, then OCSP, then CRLs and deltas. Other addresses, found in
   * downloads, need a new plan (`not-agreed`). A stored revocation outweighs a "good" that doesn't lift it
   * (`withKnown`). If cancelled, returns the results so far.
   */
  check(request: ValidationRequest, consent: RevocationConsent, run?: RevocationRun): Promise<RevocationAnswer>;
  /** Addresses in downloaded issuers need a new plan. Errors: those of `validate`, `keepIssuers`. */
  fetchIssuers(asked: { readonly sha256: string } & RevocationConsent, run?: RevocationRun): Promise<FetchedIssuers>;
}

export interface RevocationParts extends QuestionSources {
  readonly parse: ParseClient;
  readonly now: () => Date;
  readonly resolve: ResolveHost;
}

const maxMissing = 6;

interface Reach {
  readonly valid: boolean;
  readonly certificates: readonly CertificateContacts[];
}

export function createRevocationService({ parse, now, resolve, ...sources }: RevocationParts): RevocationService {
  const cache = createAnswerCache(sources.vault, now);

  async function reachOf({ input, naming }: PathQuestion, fetched: FetchedPart[]): Promise<Reach> {
    try {
      const { valid, certificates } = await parse.run('revocationAddresses', { ...input, fetched });
      return { valid, certificates: certificates.map(contactsOf) };
    } catch (error) {
      throw naming(error);
    }
  }

  /** Fetches issuers that the path lacks. */
  async function climb(question: PathQuestion, caller: Caller): Promise<Reach> {
    let reach = await reachOf(question, []);
    for (let missing = 0; missing < maxMissing; missing++) {
      const issuers = reach.certificates.flatMap((each) => each.issuers);
      const isNew = issuers.every((contact) => caller.got.every((got) => got.contact.url !== contact.url));
      if (issuers.length === 0) break;
      // A cached issuer may have an outdated key.
      if (!(await (isNew ? caller.callOne(issuers, null) : caller.callAnew(issuers)))) break;
      reach = await reachOf(question, caller.parts);
    }
    return reach;
  }

  async function withLists(question: PathQuestion, caller: Caller, reach: Reach): Promise<Reach> {
    return caller.parts.some(({ kind }) => kind === 'crl') ? await reachOf(question, caller.parts) : reach;
  }

  async function validate(
    { input, naming }: PathQuestion,
    caller: Caller,
    known: readonly StoredVerdict[] = [],
  ): Promise<ParseReply<'validate'>> {
    try {
      return await parse.run('validate', { ...input, fetched: caller.parts, known: [...known] });
    } catch (error) {
      throw naming(error);
    }
  }

  function callerFor(consent: RevocationConsent, run: RevocationRun): Caller {
    const hosts = consent.urls.flatMap((url) => URL.parse(url)?.host ?? []);
    const privateHosts = new Set(consent.privateHosts.map((host) => host.toLowerCase()));
    const { signal, onCall = () => undefined } = run;
    const isAllowed = (host: string): boolean => privateHosts.has(host);
    const rules = { resolve, shown: new Set(hosts), isAllowed, signal };
    return new Caller({ cache, rules, agreed: new Set(consent.urls), onCall });
  }

  async function keepWhatCame(
    caller: Caller,
    path: readonly string[],
    { takesAtHand = false }: RevocationRun,
  ): Promise<KeptIssuer[]> {
    const fresh = caller.got.filter(({ contact, isKept }) => contact.kind === 'issuer' && (takesAtHand || !isKept));
    if (fresh.length === 0) return [];
    try {
      return await keepIssuers({ ...sources, parse }, fresh, path);
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  }

  return {
    async plan(request) {
      const question = await gatherQuestion(request, sources);
      const caller = callerFor({ urls: [], privateHosts: [] }, {});
      let reach = await climb(question, caller);
      if (reach.valid) {
        for (const list of reach.certificates.flatMap(({ crls }) => crls)) await caller.callOne(list, null);
        reach = await withLists(question, caller, reach);
      }
      let kept = 0;
      /** One cached response is enough. */
      const missing = async (list: readonly Contact[]): Promise<readonly Contact[]> => {
        const found = await Promise.all(list.map(async (contact) => cache.find(contact)));
        if (found.every((body) => body === null)) return list;
        kept += 1;
        return [];
      };
      const contacts: Contact[] = [];
      for (const { issuers, ocsp, crls, deltas } of reach.certificates) {
        // Empty if cached issuers completed the path.
        contacts.push(...issuers);
        const responders = reach.valid ? await missing(ocsp) : [];
        contacts.push(...responders);
        // A cached OCSP response makes CRLs unnecessary.
        if (!reach.valid || (ocsp.length > 0 && responders.length === 0)) continue;
        for (const list of [...crls, ...deltas]) contacts.push(...(await missing(list)));
      }
      const leftOut = reach.certificates.reduce((sum, each) => sum + each.leftOut, 0);
      return {
        canJudge: reach.valid,
        contacts: [...new Map(contacts.map((each) => [keyOf(each), each])).values()],
        leftOut,
        kept,
        issuersAtHand: caller.got.filter(({ contact }) => contact.kind === 'issuer').length,
      };
    },
    async check(request, consent, run = {}) {
      const question = await gatherQuestion(request, sources);
      const caller = callerFor(consent, run);
      let reach = await climb(question, caller);
      let judged = await validate(question, caller);
      if (reach.valid) {
        for (const { ocsp, certId } of reach.certificates) await caller.callOne(ocsp, certId);
        judged = await validate(question, caller);
        const lists = about(reach, judged, ({ state }) => state === 'unknown').flatMap(({ crls }) => crls);
        for (const contacts of lists) await caller.callOne(contacts, null);
        if (lists.length > 0) judged = await validate(question, caller);
        reach = await withLists(question, caller, reach);
        const changes = about(reach, judged, mayHaveChanged).flatMap(({ deltas }) => deltas);
        for (const contacts of changes) await caller.callOne(contacts, null);
        if (changes.length > 0) judged = await validate(question, caller);
      }
      const known = await storedVerdicts(sources.vault);
      const isKnown = ({ state, certificate: id }: Status): boolean =>
        state === 'good' && known.some(({ certificate }) => certificate === id);
      // Add stored revocations last, so they don't prevent requests.
      if (judged.statuses.some(isKnown)) judged = await validate(question, caller, known);
      const { verdicts, ...answer } = judged;
      const asked = [...caller.got.map(({ contact }) => contact), ...allContacts(reach).flat()];
      const distinct = [...new Map(asked.map((contact) => [keyOf(contact), contact])).values()];
      const contacts = distinct.map((contact) => caller.resultOf(contact, verdicts));
      for (const [index, { contact, part }] of caller.got.entries()) {
        const { verdict, goodUntil } = verdicts[index] ?? { verdict: null, goodUntil: null };
        if (verdict === 'answered') cache.hold(contact, part.bytes, goodUntil);
      }
      const statuses = newVerdicts(answer.statuses, known);
      await recordFindings(sources.vault, { statuses, contacts, got: caller.got, verdicts });
      const lacksChanges =
        answer.revocation === 'good' && lackChanges(reach, (each) => caller.resultOf(each, verdicts));
      const issuersKept = 'id' in request.subject ? await keepWhatCame(caller, answer.path, run) : [];
      return { ...answer, contacts, lacksChanges, issuersKept, checkedAt: `${now().toISOString().slice(0, 19)}Z` };
    },
    async fetchIssuers({ sha256, ...consent }, run = {}) {
      const question = await gatherQuestion(currentUse(sha256, now()), sources);
      const caller = callerFor(consent, run);
      const { certificates } = await climb(question, caller);
      const { path, reasons, verdicts } = await validate(question, caller);
      const asked = [...caller.got.map(({ contact }) => contact), ...certificates.flatMap(({ issuers }) => issuers)];
      const distinct = [...new Map(asked.map((contact) => [keyOf(contact), contact])).values()];
      return {
        contacts: distinct.map((contact) => caller.resultOf(contact, verdicts)),
        kept: await keepIssuers({ ...sources, parse }, caller.got, path),
        complete: reasons.every(({ code }) => !endsTooEarly.has(code)),
      };
    },
  };
}

/** Reasons why a path ends without a verified issuer. */
const endsTooEarly: ReadonlySet<PathReasonCode> = new Set([
  'no-issuer',
  'search-limit',
  'signature-invalid',
  'signature-unsupported',
]);

function about({ certificates }: Reach, { statuses }: ParseReply<'validate'>, isSuch: (status: Status) => boolean) {
  const ids = new Set(statuses.filter(isSuch).map(({ certificate }) => certificate));
  return certificates.filter(({ certificate }) => ids.has(certificate));
}
type Status = ParseReply<'validate'>['statuses'][number];

/** Excludes permanent revocations and OCSP responses. */
function mayHaveChanged({ state, source, reason }: Status): boolean {
  return source !== 'ocsp' && (state !== 'revoked' || reason === certificateHold);
}

function lackChanges({ certificates }: Reach, resultOf: (contact: Contact) => ContactResult): boolean {
  return certificates
    .flatMap(({ deltas }) => deltas.map((list) => list.map((contact) => resultOf(contact).outcome)))
    .some((outcomes) => !outcomes.includes('answered') && outcomes.some((outcome) => outcome !== 'not-needed'));
}

function allContacts({ valid, certificates }: Reach): (readonly Contact[])[] {
  const issuers = certificates.map((each) => each.issuers);
  const words = certificates.flatMap(({ ocsp, crls, deltas }) => [ocsp, ...crls, ...deltas]);
  return [...issuers, ...(valid ? words : [])].filter((list) => list.length > 0);
}
