// SPDX-License-Identifier: Apache-2.0
import { listFilters } from '../../../shared/domain/certificates/certificate-states.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { CertificateGroup, ListFilter } from '../../../shared/schemas/certificates/certificate-query.ts';
import type { ListRow } from '../../../shared/schemas/certificates/list-row.ts';
import { certificateSummarySchema, type CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';

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
