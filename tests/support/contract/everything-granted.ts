// SPDX-License-Identifier: Apache-2.0
import type { Grants } from '../../../main/grants/grants.ts';

/** Grants everything, for tests of later steps. */
export const everythingGranted: Grants = {
  ask: async () => undefined,
  use: async () => ({ failed: () => undefined }),
};
