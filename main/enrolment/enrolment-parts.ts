// SPDX-License-Identifier: Apache-2.0
import type { VaultAccess } from '../vault/vault-access.ts';
import type { SettleParts } from './requests/settle-requests.ts';

/** What a service of applying is made from. */
export interface EnrolmentParts extends SettleParts {
  readonly vault: VaultAccess;
}
