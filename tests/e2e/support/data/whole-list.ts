// SPDX-License-Identifier: Apache-2.0
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import { wholeQuery } from '../../../support/contract/whole-query.ts';

/** Input of `certificates.page` that returns everything in a small vault. */
export const wholeList: CallInput<'certificates.page'> = {
  query: { ...wholeQuery, includeAuthorities: true },
  offset: 0,
  limit: 500,
  facets: true,
};
