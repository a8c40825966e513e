// SPDX-License-Identifier: Apache-2.0
import type { VaultFileErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const vaultErrorsEn: Record<VaultFileErrorCode, CauseAndStep> = {
  'vault-missing': {
    cause: 'This computer has no vault yet.',
    step: 'The vault is created when you import your first certificate.',
  },
  'vault-exists': {
    cause: 'There’s already a vault here. It wasn’t overwritten.',
    step: 'Use the existing vault, or choose another folder.',
  },
  'vault-locked': {
    cause: 'The vault is locked, so you can’t use private keys.',
    step: 'Unlock it with the passphrase, the recovery code, or a USB key set up to unlock it.',
  },
  'vault-damaged': {
    cause: 'The vault file is damaged. Writing was stopped to prevent more damage.',
    step: 'Don’t delete the file. Copy it first, then restore from a backup.',
  },
  'vault-tampered': {
    cause:
      'Another program changed the structure of the vault file[: {{objects}}]. CertSteward didn’t open it or write to it.',
    step: 'In a terminal, run certsteward vault repair to copy your data to a new vault. Keep the old file until you have checked the new one.',
  },
  'vault-unreleased': {
    cause: 'This version of CertSteward can’t open a vault made by a development version. The vault wasn’t changed.',
    step: 'Export its certificates with the version that made it, then import them into a new vault.',
  },
  'vault-newer': {
    cause: 'The vault was written by a newer version of CertSteward.',
    step: 'Install the newer version to open it.',
  },
  'vault-busy': {
    cause: 'Another program is using the vault.',
    step: 'Close that program or wait a moment, then try again.',
  },
};
