import { AppError } from '../../shared/domain/app-error.ts';
import { certificateStatuses } from '../../shared/schemas/certificate.ts';
import type { CertificateDetail, CertificateStatus, CertificateSummary } from '../../shared/schemas/certificate.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import type { ChainCertificate } from '../x509/chain.ts';
import type { CertificateRow } from '../vault/store/certificate-row.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { createChainView } from './chain-view.ts';
import { detailOf } from './detail-of.ts';
import { resolveId } from './resolve-id.ts';
import { summaryOf } from './summary-of.ts';

export interface ListRequest {
  readonly search: string;
  readonly status: CertificateStatus | null;
  readonly includeAuthorities: boolean;
}

export interface CertificateList {
  readonly certificates: CertificateSummary[];
  readonly counts: Record<CertificateStatus, number>;
  readonly authorities: number;
  readonly total: number;
  readonly revision: number;
}

/** What a person wrote; a missing or undefined member stays as it is, null clears it (K06). */
export interface AnnotationInput {
  readonly label?: string | null | undefined;
  readonly place?: string | null | undefined;
  readonly note?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
}

export interface CertificatesService {
  /** Soonest expiry first. An absent vault is an empty list: looking needs nothing (K01). */
  list(request: ListRequest): Promise<CertificateList>;
  /** Errors: `not-found`. */
  summary(sha256: string): Promise<CertificateSummary>;
  /** Of any row, also one in 最近删除: its chain runs through what is in use. */
  summarise(row: CertificateRow): Promise<CertificateSummary>;
  /** Subject whole; the note only when the vault is unlocked. Errors: `not-found`. */
  detail(sha256: string): Promise<CertificateDetail>;
  /** Errors: `not-found`, `secret-required` (a note, and the vault has no protector yet), the vault's own. */
  annotate(sha256: string, change: AnnotationInput): Promise<CertificateDetail>;
  /** SHA-256 of the stored issuers, next one first; the root included. */
  storedIssuers(sha256: string): Promise<string[]>;
  /** SHA-256, a unique prefix of at least 8 digits, or `label:TEXT`. Errors: `not-found`, `ambiguous-id`, `usage`. */
  resolveId(id: string, options: { labels: boolean }): Promise<string>;
}

export interface CertificatesOptions {
  readonly vault: VaultAccess;
  readonly parse: ParseClient;
  readonly now: () => Date;
  /** Roots the runtime knows: they complete a chain without being stored. */
  readonly systemRoots: () => readonly ChainCertificate[];
}

export function createCertificatesService(options: CertificatesOptions): CertificatesService {
  const { vault, parse, now } = options;
  const chains = createChainView(options.systemRoots);

  async function summary(sha256: string): Promise<CertificateSummary> {
    const open = await vault.require();
    const row = open.getRow(sha256);
    if (!row) throw new AppError('not-found');
    return summarise(row);
  }

  async function summarise(row: CertificateRow): Promise<CertificateSummary> {
    return summaryOf(row, chains.of(await vault.require()).factsOf(row, now()), now());
  }

  async function detail(sha256: string): Promise<CertificateDetail> {
    const open = await vault.require();
    const row = open.getRow(sha256);
    const der = open.getDer(sha256);
    if (!row || !der) throw new AppError('not-found');
    const description = await parse.run('describe', { der });
    return detailOf({
      row,
      der,
      description,
      chain: chains.of(open).chainOf(row),
      facts: chains.of(open).factsOf(row, now()),
      note: await readNote(sha256),
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
    async list({ search, status, includeAuthorities }) {
      const counts = Object.fromEntries(certificateStatuses.map((each) => [each, 0])) as Record<
        CertificateStatus,
        number
      >;
      const open = await vault.current();
      if (!open) return { certificates: [], counts, authorities: 0, total: 0, revision: 0 };
      const view = chains.of(open);
      const at = now();
      const all = view.rows.map((row) => summaryOf(row, view.factsOf(row, at), at));
      for (const each of all) if (!isAuthority(each)) counts[each.status] += 1;
      const matching = search.trim() === '' ? null : new Set(open.listRows({ search }).map(({ sha256 }) => sha256));
      const certificates = all.filter(
        (each) =>
          (includeAuthorities || !isAuthority(each)) &&
          (status === null || each.status === status) &&
          (matching === null || matching.has(each.sha256)),
      );
      const authorities = all.filter(isAuthority).length;
      return { certificates, counts, authorities, total: all.length, revision: view.revision };
    },
    summary,
    summarise,
    detail,
    async annotate(sha256, change) {
      const open = await vault.require();
      const { label, place, note, tags } = change;
      await open.annotate(sha256, {
        ...(label !== undefined && { label }),
        ...(place !== undefined && { place }),
        ...(note !== undefined && { note }),
        ...(tags !== undefined && { tags }),
      });
      return detail(sha256);
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

/** Self-made certificates often say CA:TRUE (`openssl req -x509`); whoever holds the key wants to see it in the list. */
function isAuthority(certificate: CertificateSummary): boolean {
  return certificate.isCa && !certificate.hasPrivateKey;
}
