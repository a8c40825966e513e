// SPDX-License-Identifier: Apache-2.0
import type { VaultFileErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const vaultErrorsEn: Record<VaultFileErrorCode, CauseAndStep> = {
  'vault-missing': {
    cause: 'There is no vault on this computer yet.',
    step: 'Importing the first certificate creates it.',
  },
  'vault-exists': {
    cause: 'There is a vault here already; it was not overwritten.',
    step: 'Use the existing vault, or choose another folder.',
  },
  'vault-locked': {
    cause: 'The vault is locked, so private keys cannot be used.',
    step: 'Unlock it with the passphrase, the recovery code, or the USB token that was added for it.',
  },
  'vault-damaged': {
    cause: 'The vault file is damaged; writing was stopped to prevent more loss.',
    step: 'Do not delete it: copy it first, then restore from a backup.',
  },
  'vault-tampered': {
    cause:
      'Another program changed how the vault file works[: {{objects}}]. CertSteward did not open it or write to it.',
    step: 'Run certsteward vault repair to move your data to a new vault. Keep the old file until you have checked the new one.',
  },
  'vault-unreleased': {
    cause: 'The vault was made by a development version of CertSteward. It was left untouched.',
    step: 'Export its certificates with the version that made it, then import them into a new vault.',
  },
  'vault-newer': {
    cause: 'The vault was written by a newer version of CertSteward.',
    step: 'Install the newer version to open it.',
  },
  'vault-busy': {
    cause: 'Another program is using the vault.',
    step: 'Close it or wait a moment, then try again.',
  },
};
