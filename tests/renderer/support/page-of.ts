// SPDX-License-Identifier: Apache-2.0
import { listFilters } from '../../../shared/domain/certificates/certificate-states.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { CertificateGroup, ListFilter } from '../../../shared/schemas/certificates/certificate-query.ts';
import type { ListRow } from '../../../shared/schemas/certificates/list-row.ts';
import { certificateSummarySchema, type CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';

/** Filters by the query's `only`, which may name either certificate of an identity. */
export function among<Row extends Pick<CertificateSummary, 'sha256' | 'pair'>>(
  rows: readonly Row[],
  input: unknown,
): Row[] {
  const { only } = (input as CallInput<'certificates.page'>).query;
  const idsOf = ({ sha256, pair }: Row) => [sha256, pair?.signing.sha256, pair?.encryption.sha256];
  return rows.filter((row) => only === undefined || idsOf(row).some((id) => id !== undefined && only.includes(id)));
}

const filters = Object.fromEntries(listFilters.map((each) => [each, 0])) as Record<ListFilter, number>;

/** Main's answer if these certificates are the whole list. Reduces details to rows. */
export function pageOf(
  certificates: readonly CertificateSummary[],
  groups: readonly CertificateGroup[] = [],
): CallOutput<'certificates.page'> {
  const members = Object.keys(certificateSummarySchema.shape);
  const rows = certificates.map((each): ListRow => ({
    ...(Object.fromEntries(Object.entries(each).filter(([name]) => members.includes(name))) as CertificateSummary),
    inVault: true,
    where: [{ kind: 'vault', name: '' }],
    part: null,
  }));
  const facets = {
    matching: rows.length,
    folded: 0,
    hidden: 0,
    expired: null,
    filters: { ...filters, all: rows.length },
    found: null,
    authorities: 0,
    tags: [],
    groups: [...groups],
    changesAt: null,
  };
  return { rows, rowCount: rows.length, revision: 1, order: 1, facets };
}
