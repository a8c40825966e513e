// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';

type VaultCalls =
  | 'vault.status'
  | 'vault.acceptance'
  | 'vault.accept'
  | 'vault.setPassphrase'
  | 'vault.unlock'
  | 'vault.lock'
  | 'vault.createRecoveryCode'
  | 'vault.confirmRecoveryCode';

export function vaultHandlers({ vault, vaultAcceptance }: Services): Pick<Handlers, VaultCalls> {
  return {
    'vault.status': async () => vault.status(),
    'vault.acceptance': async () => vaultAcceptance.review(),
    'vault.accept': async ({ digest }) => {
      await vaultAcceptance.accept(digest);
      return vault.status();
    },
    'vault.setPassphrase': async ({ passphrase }, { signal }) => {
      await vault.protectWithPassphrase(passphrase, signal);
      return vault.status();
    },
    'vault.unlock': async ({ kind, secret }, { signal }) => {
      await (await vault.require()).unlock({ kind, secret }, signal);
      return vault.status();
    },
    'vault.lock': async () => {
      (await vault.require()).lock();
      return vault.status();
    },
    'vault.createRecoveryCode': async () => ({ code: await (await vault.require()).createRecoveryCode() }),
    'vault.confirmRecoveryCode': async ({ lastGroup }) => {
      await (await vault.require()).confirmRecoveryCode(lastGroup);
      return vault.status();
    },
  };
}
