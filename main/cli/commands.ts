// SPDX-License-Identifier: Apache-2.0
import type { Command } from './command.ts';
import { anchorsAddCommand, anchorsConfirmCommand, anchorsListCommand, anchorsRemoveCommand } from './trust/anchors.ts';
import { backupCreateCommand } from './backup/backup-create.ts';
import { backupHistoryCommand } from './backup/backup-history.ts';
import { backupOriginalsCommand } from './backup/backup-originals.ts';
import { backupRestoreCommand } from './backup/backup-restore.ts';
import { backupVerifyCommand } from './backup/backup-verify.ts';
import { calendarCommand } from './reminders/calendar.ts';
import { checkCommand } from './reminders/check.ts';
import { completionCommand } from './program/completion.ts';
import { deleteCommand } from './certificates/delete.ts';
import { demoCaCommand } from './profiles/demo-ca.ts';
import { enrolCommand } from './enrolment/enrol.ts';
import { exportCommand } from './certificates/export.ts';
import { helpCommand } from './program/help.ts';
import { importCommand } from './certificates/import.ts';
import { inspectCommand } from './certificates/inspect.ts';
import { listCommand } from './certificates/list.ts';
import { logAcknowledgeCommand } from './log/log-acknowledge.ts';
import { logExportCommand } from './log/log-export.ts';
import { logVerifyCommand } from './log/log-verify.ts';
import { logCommand } from './log/log.ts';
import {
  pendingCommand,
  pendingDeleteCommand,
  pendingExportCommand,
  pendingImportCommand,
} from './enrolment/pending.ts';
import { pendingCheckCommand } from './enrolment/pending-check.ts';
import {
  profilesConfirmCommand,
  profilesImportCommand,
  profilesListCommand,
  profilesRemoveCommand,
} from './profiles/profiles.ts';
import { preflightCommand } from './enrolment/preflight.ts';
import { remindCommand } from './reminders/remind.ts';
import { renewCommand } from './renewal/renew.ts';
import { revokeCommand } from './enrolment/revoke.ts';
import { renewInstallCommand } from './renewal/renew-install.ts';
import { scanCommand } from './certificates/scan.ts';
import { setCommand } from './certificates/set.ts';
import { showCommand } from './certificates/show.ts';
import { storesListCommand } from './stores/stores-list.ts';
import { storesInventoryCommand } from './stores/stores-inventory.ts';
import { storesInstallCommand } from './stores/stores-install.ts';
import { storesRemoveCommand } from './stores/stores-remove.ts';
import { storesTestCommand } from './stores/stores-test.ts';
import { storesImportCommand } from './stores/stores-import.ts';
import { tokensCsrCommand, tokensSelfSignCommand, tokensTestCommand } from './tokens/tokens-csr.ts';
import { tokensDeleteCommand } from './tokens/tokens-delete.ts';
import { tokensGenerateCommand } from './tokens/tokens-generate.ts';
import { tokensImportCommand } from './tokens/tokens-import.ts';
import { tokensInitCommand } from './tokens/tokens-init.ts';
import { tokensListCommand } from './tokens/tokens-list.ts';
import { tokensManageCommand } from './tokens/tokens-manage.ts';
import { tokensModulesAddCommand, tokensModulesCommand, tokensModulesRemoveCommand } from './tokens/tokens-modules.ts';
import { tokensObjectsCommand } from './tokens/tokens-objects.ts';
import { tokensPinChangeCommand, tokensPinUnblockCommand } from './tokens/tokens-pin.ts';
import { tokensRegisterCommand, tokensUnregisterCommand } from './tokens/tokens-register.ts';
import { trashListCommand, trashPurgeCommand, trashRestoreCommand } from './certificates/trash.ts';
import { validateCommand } from './trust/validate.ts';
import { vaultAcceptCommand } from './vault/vault-accept.ts';
import { vaultExportCommand } from './vault/vault-export.ts';
import { vaultImportCommand } from './vault/vault-import.ts';
import { vaultPassphraseCommand } from './protectors/vault-passphrase.ts';
import { vaultProtectorAddCommand } from './protectors/vault-protector-add.ts';
import { vaultProtectorRemoveCommand } from './protectors/vault-protector-remove.ts';
import { vaultRecoveryCodeCommand } from './protectors/vault-recovery-code.ts';
import { vaultRepairCommand } from './vault/vault-repair.ts';
import { vaultInitCommand } from './vault/vault-init.ts';
import { vaultLockCommand } from './vault/vault-lock.ts';
import { vaultStatusCommand } from './vault/vault-status.ts';
import { vaultUnlockCommand } from './vault/vault-unlock.ts';
import { vaultVerifyCommand } from './vault/vault-verify.ts';
import { versionCommand } from './program/version.ts';
import { watchAddCommand, watchListCommand, watchRemoveCommand } from './reminders/watch.ts';

export const commands: readonly Command[] = [
  backupCreateCommand,
  backupVerifyCommand,
  backupRestoreCommand,
  backupHistoryCommand,
  backupOriginalsCommand,
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
  tokensSelfSignCommand,
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
  renewInstallCommand,
  renewCommand,
  revokeCommand,
  profilesListCommand,
  profilesImportCommand,
  profilesConfirmCommand,
  profilesRemoveCommand,
  demoCaCommand,
  checkCommand,
  remindCommand,
  calendarCommand,
  logVerifyCommand,
  logExportCommand,
  logAcknowledgeCommand,
  logCommand,
  completionCommand,
  versionCommand,
  helpCommand,
];

export function findCommand(argv: readonly string[]): { command: Command; rest: readonly string[] } | null {
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
