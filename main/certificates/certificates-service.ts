// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { CertificateQuery } from '../../shared/schemas/certificates/certificate-query.ts';
import type { Asn1Tree } from '../../shared/schemas/certificates/asn1.ts';
import type {
  CertificateDetail,
  CertificateStatus,
  CertificateSummary,
  SignatureVerdict,
} from '../../shared/schemas/certificates/certificate.ts';
import type { TagChange } from '../vault/store/rows/tag-many.ts';
import type { BackupCounts } from '../vault/backups/backup-state.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { TagsChange } from '../vault/records/annotating.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { CertificateChain } from '../x509/certificate/chain.ts';
import { createCertificateList, emptyPage } from './certificate-list.ts';
import type { Counts, Deadline, Stretch } from './certificate-list.ts';
import { identitySummary } from './dual/identity-summary.ts';
import { createChainView } from './chain-view.ts';
import { detailOf } from './detail-of.ts';
import { expiryTimeline } from './expiry-timeline.ts';
import type { HeldElsewhere } from './held-elsewhere.ts';
import { resolveId } from './resolve-id.ts';
import { summaryOf } from './summary-of.ts';
import type { SystemRoot } from './system-roots.ts';

export interface ListRequest {
  readonly search: string;
  readonly status: CertificateStatus | null;
  readonly includeAuthorities: boolean;
  readonly apart?: boolean;
}

/** Undefined leaves a field unchanged, null clears it. */
export interface AnnotationInput {
  readonly sha256: string;
  readonly label?: string | null | undefined;
  readonly place?: string | null | undefined;
  readonly note?: string | null | undefined;
  readonly tags?: readonly string[] | TagsChange | undefined;
  readonly bankValidOn?: string | null | undefined;
  readonly replacedBy?: string | null | undefined;
}

/** Calls that name certificates also throw `vault-missing`. */
export interface CertificatesService {
  /** Sorted by expiry, soonest first. */
  list(request: ListRequest): Promise<CertificateSummary[]>;
  /** Loads rows and chains in advance, yielding between steps. */
  prepare(): Promise<void>;
  /** Sorted by expiry, soonest first. Cached until the vault changes. */
  rows(): Promise<readonly CertificateRow[]>;
  /** Counts each identity once. */
  backupCounts(): Promise<BackupCounts>;
  deadlines(): Promise<readonly Deadline[]>;
  counts(): Promise<Counts | null>;
  months(request: CallInput<'timeline.months'>): Promise<CallOutput<'timeline.months'>>;
  page(request: { readonly query: CertificateQuery } & Stretch): Promise<CallOutput<'certificates.page'>>;
  ids(request: { readonly query: CertificateQuery }): Promise<CallOutput<'certificates.ids'>>;
  jump(request: CallInput<'certificates.jump'>): Promise<CallOutput<'certificates.jump'>>;
  /** Returns the changed certificates. Errors: `not-found`. */
  tag(request: { readonly certificates: readonly string[] } & TagChange): Promise<{ readonly changed: string[] }>;
  summary(sha256: string): Promise<CertificateSummary>;
  /** Returns the identity that contains the certificate, as the list shows it. Errors: `not-found`. */
  identity(sha256: string): Promise<CertificateSummary>;
  withPartners(sha256s: readonly string[]): Promise<string[]>;
  /** Also accepts a deleted certificate. Chains use active certificates only. */
  summarise(row: CertificateRow): Promise<CertificateSummary>;
  /** The subject is not masked. Includes the note only if the vault is unlocked. Errors: `not-found`. */
  detail(named: { readonly sha256: string }): Promise<CertificateDetail>;
  /** Errors: `not-found`, `damaged`, `limit-exceeded`. */
  asn1(named: { readonly sha256: string }): Promise<Asn1Tree>;
  /** Errors: `not-found`, `secret-required` (a note without a protector). */
  annotate(change: AnnotationInput): Promise<CertificateDetail>;
  /** SHA-256, nearest first, root included. Errors: `not-found`. */
  storedIssuers(sha256: string): Promise<string[]>;
  resolveId(id: string, options: { labels: boolean }): Promise<string>;
}

export interface CertificatesOptions {
  readonly vault: VaultAccess;
  readonly parse: ParseClient;
  readonly now: () => Date;
  readonly systemRoots: () => readonly SystemRoot[];
  readonly heldElsewhere?: () => HeldElsewhere;
}

export function createCertificatesService(options: CertificatesOptions): CertificatesService {
  const { vault, parse, now } = options;
  const chains = createChainView(options.systemRoots);
  const list = createCertificateList(chains, now, options.heldElsewhere);
  let prepared: Promise<unknown> = Promise.resolve();

  async function summary(sha256: string): Promise<CertificateSummary> {
    const open = await vault.require();
    const row = open.getRow(sha256);
    if (!row) throw new AppError('not-found');
    return summarise(row);
  }

  async function summarise(row: CertificateRow): Promise<CertificateSummary> {
    return summaryOf(row, chains.of(await vault.require()).factsOf(row, now()), now());
  }

  async function identity(sha256: string): Promise<CertificateSummary> {
    const own = await summary(sha256);
    const { pair } = own;
    if (pair === null) return own;
    return identitySummary(await summary(pair.signing.sha256), await summary(pair.encryption.sha256));
  }

  async function detail({ sha256 }: { readonly sha256: string }): Promise<CertificateDetail> {
    const open = await vault.require();
    const row = open.getRow(sha256);
    const der = open.getDer(sha256);
    if (!row || !der) throw new AppError('not-found');
    const description = await parse.run('describe', { der });
    const chain = chains.of(open).chainOf(row);
    const rootDer = (id: string) => options.systemRoots().find((root) => root.sha256 === id)?.der ?? null;
    return detailOf({
      row,
      der,
      description,
      chain,
      signatures: await chainSignatures(parse, chain, (id) => open.getDer(id) ?? rootDer(id)),
      facts: chains.of(open).factsOf(row, now()),
      note: await readNote(sha256),
      keyMadeBy: row.hasPrivateKey ? open.enrolment.makerOf(row.spkiSha256) : null,
      now: now(),
    });
  }

  async function readNote(sha256: string): Promise<{ text: string | null; locked: boolean }> {
    const open = await vault.require();
    if (open.getRow(sha256)?.hasNote !== true) return { text: null, locked: false };
    try {
      return { text: await open.readNote(sha256), locked: false };
    } catch (error) {
      if (error instanceof AppError && error.code === 'vault-locked') return { text: null, locked: true };
      throw error;
    }
  }

  return {
    async list({ search, status, includeAuthorities, apart = false }) {
      const open = await vault.current();
      if (!open) return [];
      const found = search.trim() === '' ? null : new Set(open.searchIds(search));
      return list
        .summaries(open, apart)
        .filter(
          (each) =>
            (includeAuthorities || !each.isCa || each.hasPrivateKey) &&
            (status === null || each.status === status) &&
            (found === null || found.has(each.sha256) || (!apart && found.has(each.pair?.encryption.sha256 ?? ''))),
        );
    },
    async prepare() {
      const open = await vault.current();
      const preparing = open === null ? Promise.resolve() : list.prepare(open);
      // A later `page` call reports the error.
      prepared = preparing.catch(() => undefined);
      await preparing;
    },
    async rows() {
      await prepared;
      const open = await vault.current();
      return open ? chains.of(open).rows : [];
    },
    async backupCounts() {
      await prepared;
      const open = await vault.current();
      return open ? list.backupCounts(open) : { withKey: 0, current: 0, outdated: 0 };
    },
    async deadlines() {
      await prepared;
      const open = await vault.current();
      return open ? list.deadlines(open) : [];
    },
    async counts() {
      await prepared;
      const open = await vault.current();
      return open ? list.counts(open) : null;
    },
    async months({ months }) {
      await prepared;
      const open = await vault.current();
      return open ? list.timeline(open, months) : expiryTimeline([], months, now());
    },
    async page({ query, ...stretch }) {
      await prepared;
      const open = await vault.current();
      return open ? list.page(open, query, stretch) : emptyPage(stretch.facets);
    },
    async ids({ query }) {
      const open = await vault.current();
      return open ? list.ids(open, query) : { ids: [], revision: 0 };
    },
    async jump({ query, typed, from }) {
      const open = await vault.current();
      return { index: open ? list.jump(open, query, typed, from) : null };
    },
    async tag({ certificates, ...change }) {
      return { changed: await (await vault.require()).tag(certificates, change) };
    },
    summary,
    identity,
    async withPartners(sha256s) {
      const { pairs } = chains.of(await vault.require());
      const both = sha256s.map((sha256) => [sha256, pairs.get(sha256)] as const);
      return [
        ...new Set(both.flatMap(([sha256, pair]) => (pair ? [pair.signing.sha256, pair.encryption.sha256] : [sha256]))),
      ];
    },
    summarise,
    detail,
    async asn1({ sha256 }) {
      const der = (await vault.require()).getDer(sha256);
      if (!der) throw new AppError('not-found');
      return parse.run('asn1', { der });
    },
    async annotate({ sha256, label, place, note, tags, bankValidOn, replacedBy }) {
      const open = await vault.require();
      await open.annotate(sha256, {
        ...(label !== undefined && { label }),
        ...(place !== undefined && { place }),
        ...(note !== undefined && { note }),
        ...(tags !== undefined && { tags }),
        ...(bankValidOn !== undefined && { bankValidOn }),
        ...(replacedBy !== undefined && { replacedBy }),
      });
      return detail({ sha256 });
    },
    async storedIssuers(sha256) {
      const open = await vault.require();
      const row = open.getRow(sha256);
      if (!row) throw new AppError('not-found');
      const { certificates } = chains.of(open).chainOf(row);
      return certificates.slice(1).flatMap((each) => (open.getRow(each.sha256) ? [each.sha256] : []));
    },
    resolveId: async (id, { labels }) => resolveId(await vault.require(), id, labels),
  };
}

/**
 * Verifies in a child process. Missing certificates give `unknown`. Returns an empty list if the child exceeds a limit,
 * so the other details stay usable.
 */
async function chainSignatures(
  parse: ParseClient,
  { certificates, complete }: CertificateChain,
  derOf: (sha256: string) => Uint8Array | null,
): Promise<readonly SignatureVerdict[]> {
  const chain = certificates.map(({ sha256 }) => derOf(sha256) ?? new Uint8Array());
  try {
    return (await parse.run('verifyChain', { chain, lastIsSelfSigned: complete })).signatures;
  } catch (error) {
    if (error instanceof AppError && error.code === 'limit-exceeded') return [];
    throw error;
  }
}
