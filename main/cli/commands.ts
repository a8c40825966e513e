// SPDX-License-Identifier: Apache-2.0
import type { Command } from './command.ts';
import {
  anchorsAddCommand,
  anchorsConfirmCommand,
  anchorsListCommand,
  anchorsRemoveCommand,
} from './commands/anchors.ts';
import { backupCreateCommand } from './commands/backup-create.ts';
import { backupHistoryCommand } from './commands/backup-history.ts';
import { backupRestoreCommand } from './commands/backup-restore.ts';
import { backupVerifyCommand } from './commands/backup-verify.ts';
import { calendarCommand } from './commands/calendar.ts';
import { checkCommand } from './commands/check.ts';
import { completionCommand } from './commands/completion.ts';
import { deleteCommand } from './commands/delete.ts';
import { demoCaCommand } from './commands/demo-ca.ts';
import { enrolCommand } from './commands/enrol.ts';
import { exportCommand } from './commands/export.ts';
import { helpCommand } from './commands/help.ts';
import { importCommand } from './commands/import.ts';
import { inspectCommand } from './commands/inspect.ts';
import { listCommand } from './commands/list.ts';
import { logAcceptCommand } from './commands/log-accept.ts';
import { logExportCommand } from './commands/log-export.ts';
import { logVerifyCommand } from './commands/log-verify.ts';
import { logCommand } from './commands/log.ts';
import {
  pendingCommand,
  pendingDeleteCommand,
  pendingExportCommand,
  pendingImportCommand,
} from './commands/pending.ts';
import { pendingCheckCommand } from './commands/pending-check.ts';
import {
  profilesConfirmCommand,
  profilesImportCommand,
  profilesListCommand,
  profilesRemoveCommand,
} from './commands/profiles.ts';
import { preflightCommand } from './commands/preflight.ts';
import { renewCommand } from './commands/renew.ts';
import { revokeCommand } from './commands/revoke.ts';
import { renewFinishCommand } from './commands/renew-finish.ts';
import { scanCommand } from './commands/scan.ts';
import { setCommand } from './commands/set.ts';
import { showCommand } from './commands/show.ts';
import { storesListCommand } from './commands/stores-list.ts';
import { storesInventoryCommand } from './commands/stores-inventory.ts';
import { storesInstallCommand } from './commands/stores-install.ts';
import { storesRemoveCommand } from './commands/stores-remove.ts';
import { storesTestCommand } from './commands/stores-test.ts';
import { storesImportCommand } from './commands/stores-import.ts';
import { tokensCsrCommand, tokensTestCommand } from './commands/tokens-csr.ts';
import { tokensDeleteCommand } from './commands/tokens-delete.ts';
import { tokensGenerateCommand } from './commands/tokens-generate.ts';
import { tokensImportCommand } from './commands/tokens-import.ts';
import { tokensInitCommand } from './commands/tokens-init.ts';
import { tokensListCommand } from './commands/tokens-list.ts';
import { tokensManageCommand } from './commands/tokens-manage.ts';
import {
  tokensModulesAddCommand,
  tokensModulesCommand,
  tokensModulesRemoveCommand,
} from './commands/tokens-modules.ts';
import { tokensObjectsCommand } from './commands/tokens-objects.ts';
import { tokensPinChangeCommand, tokensPinUnblockCommand } from './commands/tokens-pin.ts';
import { tokensRegisterCommand, tokensUnregisterCommand } from './commands/tokens-register.ts';
import { trashListCommand, trashPurgeCommand, trashRestoreCommand } from './commands/trash.ts';
import { validateCommand } from './commands/validate.ts';
import { vaultAcceptCommand } from './commands/vault-accept.ts';
import { vaultExportCommand } from './commands/vault-export.ts';
import { vaultImportCommand } from './commands/vault-import.ts';
import { vaultPassphraseCommand } from './commands/vault-passphrase.ts';
import { vaultProtectorAddCommand } from './commands/vault-protector-add.ts';
import { vaultProtectorRemoveCommand } from './commands/vault-protector-remove.ts';
import { vaultRecoveryCodeCommand } from './commands/vault-recovery-code.ts';
import { vaultRepairCommand } from './commands/vault-repair.ts';
import { vaultInitCommand } from './commands/vault-init.ts';
import { vaultLockCommand } from './commands/vault-lock.ts';
import { vaultStatusCommand } from './commands/vault-status.ts';
import { vaultUnlockCommand } from './commands/vault-unlock.ts';
import { vaultVerifyCommand } from './commands/vault-verify.ts';
import { versionCommand } from './commands/version.ts';
import { watchAddCommand, watchListCommand, watchRemoveCommand } from './commands/watch.ts';

export const commands: readonly Command[] = [
  backupCreateCommand,
  backupVerifyCommand,
  backupRestoreCommand,
  backupHistoryCommand,
  vaultInitCommand,
  vaultAcceptCommand,
  vaultStatusCommand,
  vaultUnlockCommand,
  vaultLockCommand,
  vaultVerifyCommand,
  vaultRepairCommand,
  vaultExportCommand,
  vaultImportCommand,
  vaultPassphraseCommand,
  vaultRecoveryCodeCommand,
  vaultProtectorAddCommand,
  vaultProtectorRemoveCommand,
  importCommand,
  inspectCommand,
  validateCommand,
  anchorsListCommand,
  anchorsAddCommand,
  anchorsConfirmCommand,
  anchorsRemoveCommand,
  scanCommand,
  listCommand,
  showCommand,
  setCommand,
  exportCommand,
  deleteCommand,
  trashListCommand,
  trashRestoreCommand,
  trashPurgeCommand,
  storesListCommand,
  storesInventoryCommand,
  storesInstallCommand,
  storesRemoveCommand,
  storesTestCommand,
  storesImportCommand,
  tokensModulesAddCommand,
  tokensModulesRemoveCommand,
  tokensModulesCommand,
  tokensListCommand,
  tokensObjectsCommand,
  tokensManageCommand,
  tokensPinChangeCommand,
  tokensPinUnblockCommand,
  tokensInitCommand,
  tokensGenerateCommand,
  tokensCsrCommand,
  tokensTestCommand,
  tokensImportCommand,
  tokensDeleteCommand,
  tokensRegisterCommand,
  tokensUnregisterCommand,
  watchAddCommand,
  watchListCommand,
  watchRemoveCommand,
  preflightCommand,
  enrolCommand,
  pendingCheckCommand,
  pendingImportCommand,
  pendingExportCommand,
  pendingDeleteCommand,
  pendingCommand,
  renewFinishCommand,
  renewCommand,
  revokeCommand,
  profilesListCommand,
  profilesImportCommand,
  profilesConfirmCommand,
  profilesRemoveCommand,
  demoCaCommand,
  checkCommand,
  calendarCommand,
  logVerifyCommand,
  logExportCommand,
  logAcceptCommand,
  logCommand,
  completionCommand,
  versionCommand,
  helpCommand,
];

/** The command whose words stand first; the longest name wins (`vault init` before `vault`). */
export function findCommand(argv: readonly string[]): { command: Command; rest: readonly string[] } | null {
  // Global options may come first: `certsteward --json list`.
  for (const command of commands) {
    const name = command.name.split(' ');
    const start = firstWord(argv);
    if (name.every((word, index) => argv[start + index] === word)) {
      return { command, rest: [...argv.slice(0, start), ...argv.slice(start + name.length)] };
    }
  }
  return null;
}

function firstWord(argv: readonly string[]): number {
  let index = 0;
  while (index < argv.length && argv[index]?.startsWith('-') === true) index += argv[index] === '--vault' ? 2 : 1;
  return index;
}
