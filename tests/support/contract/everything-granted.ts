// SPDX-License-Identifier: Apache-2.0
import type { Grants } from '../../../main/grants/grants.ts';

export const everythingGranted: Grants = {
  ask: async () => undefined,
  use: async () => ({ failed: () => undefined }),
};
