// SPDX-License-Identifier: Apache-2.0
import type { VaultAccess } from '../vault/vault-access.ts';
import type { SettleParts } from './requests/settle-requests.ts';

export interface EnrolmentParts extends SettleParts {
  readonly vault: VaultAccess;
}
