// SPDX-License-Identifier: Apache-2.0
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';

/** All certificates except CAs, with expired ones among the others. */
export const wholeQuery: CertificateQuery = {
  search: '',
  filter: 'all',
  tag: null,
  month: null,
  expired: 'mixed',
  includeAuthorities: false,
  sort: { by: 'expiry', descending: false },
  group: 'none',
  language: 'en',
};
