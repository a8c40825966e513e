// SPDX-License-Identifier: Apache-2.0
import { automationHelp } from './automation-help.ts';
import { backupHelp } from './backup-help.ts';
import { certificateHelp } from './certificate-help.ts';
import type { CommandHelp } from './command-help.ts';
import { demoCaHelp } from './demo-ca-help.ts';
import { enrolmentHelp } from './enrolment-help.ts';
import { storeHelp } from './store-help.ts';
import { tokenHelp } from './token-help.ts';
import { trustHelp } from './trust-help.ts';
import { vaultHelp } from './vault-help.ts';
import { watchHelp } from './watch-help.ts';

/** A unit test requires every command. */
export const helpTable: Readonly<Record<string, CommandHelp>> = {
  ...vaultHelp,
  ...certificateHelp,
  ...backupHelp,
  ...storeHelp,
  ...tokenHelp,
  ...enrolmentHelp,
  ...trustHelp,
  ...demoCaHelp,
  ...watchHelp,
  ...automationHelp,
};
