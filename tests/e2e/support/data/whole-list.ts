// SPDX-License-Identifier: Apache-2.0
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import { wholeQuery } from '../../../support/contract/whole-query.ts';

/** Input of `certificates.page` for everything that a small vault holds. */
export const wholeList: CallInput<'certificates.page'> = {
  query: { ...wholeQuery, includeAuthorities: true },
  offset: 0,
  limit: 500,
  facets: true,
};
