// SPDX-License-Identifier: Apache-2.0
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';

/** Every certificate but authorities, as the window asks at its start. */
export const wholeQuery: CertificateQuery = {
  search: '',
  statuses: [],
  hasKey: null,
  chainState: null,
  tag: null,
  month: null,
  hideInactive: false,
  includeAuthorities: false,
  sort: { by: 'expiry', descending: false },
  group: 'none',
  language: 'en',
};
