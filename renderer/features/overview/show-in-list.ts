// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import { changeQuery, emptyQuery, selectCertificate } from '../../state/certificates-store.ts';
import { goTo } from '../../state/route-store.ts';

const { sort: _sort, group: _group, includeAuthorities: _authorities, ...noFilter } = emptyQuery;

export interface Shown {
  readonly status?: CertificateStatus;
  /** `2026-12`, of expiry. */
  readonly month?: string;
}

/** Only these; sorting and grouping stay. */
export function showInList({ status, month }: Shown = {}): void {
  void changeQuery({ ...noFilter, statuses: status === undefined ? [] : [status], month: month ?? null });
  goTo('certificates');
}

export function showCertificate(sha256: string): void {
  selectCertificate(sha256);
  showInList();
}
