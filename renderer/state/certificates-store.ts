import { create } from 'zustand';
import type { AppError } from '../../shared/domain/app-error.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { CertificateStatus, CertificateSummary } from '../../shared/schemas/certificate.ts';
import { ipc, toAppError } from '../lib/ipc.ts';

export type CertificateList = CallOutput<'certificates.list'>;

export interface ListQuery {
  readonly search: string;
  readonly status: CertificateStatus | null;
  readonly includeAuthorities: boolean;
}

interface CertificatesState {
  readonly query: ListQuery;
  /** The answer on screen; stays while the next one is under way. */
  readonly list: CertificateList | null;
  readonly error: AppError | null;
  readonly selected: string | null;
}

export const emptyQuery: ListQuery = { search: '', status: null, includeAuthorities: false };

/** Mirror of main's list for the current search, plus what is selected. */
export const useCertificates = create<CertificatesState>()(() => ({
  query: emptyQuery,
  list: null,
  error: null,
  selected: null,
}));

let asked = 0;

/** Asks main again; an answer that a later question has overtaken is dropped. */
export async function refreshCertificates(): Promise<void> {
  asked += 1;
  const mine = asked;
  try {
    const list = await ipc('certificates.list', useCertificates.getState().query);
    if (mine !== asked) return;
    const before = useCertificates.getState().list?.certificates ?? [];
    useCertificates.setState({ list: { ...list, certificates: keepSame(before, list.certificates) }, error: null });
  } catch (error) {
    if (mine === asked) useCertificates.setState({ error: toAppError(error) });
  }
}

export async function changeQuery(change: Partial<ListQuery>): Promise<void> {
  const { query } = useCertificates.getState();
  useCertificates.setState({ query: { ...query, ...change } });
  await refreshCertificates();
}

export function selectCertificate(sha256: string | null): void {
  useCertificates.setState({ selected: sha256 });
}

/**
 * Unchanged rows keep their identity: React Aria caches the collection node of each object, which is what makes
 * typing in the search smooth at 10,000 certificates.
 */
export function keepSame(before: readonly CertificateSummary[], after: CertificateSummary[]): CertificateSummary[] {
  const known = new Map(before.map((row) => [row.sha256, row]));
  return after.map((row) => {
    const old = known.get(row.sha256);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row;
  });
}
