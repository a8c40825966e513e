// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';

type ProtectorCalls =
  | 'vault.changePassphrase'
  | 'vault.resetPassphrase'
  | 'vault.removeProtector'
  | 'vault.addOsStore'
  | 'vault.addToken'
  | 'vault.unlockWithToken';

/** See ProtectorChanges. */
export function protectorHandlers({ vault, tokens }: Services): Pick<Handlers, ProtectorCalls> {
  const changes = async () => (await vault.require()).protectorChanges;
  return {
    'vault.changePassphrase': async ({ current, next, rekey }, control) => {
      await (await changes()).changePassphrase(current, next, { rekey }, control);
      return vault.status();
    },
    'vault.resetPassphrase': async ({ recoveryCode, next, rekey }, control) => {
      await (await changes()).resetPassphrase(recoveryCode, next, { rekey }, control);
      return vault.status();
    },
    'vault.removeProtector': async ({ kind, passphrase }, control) => {
      await (await changes()).removeProtector(kind, passphrase, control);
      return vault.status();
    },
    'vault.addOsStore': async () => {
      await (await changes()).addOsStore();
      return vault.status();
    },
    'vault.addToken': async (input, run) => {
      const done = await tokens.protectVault(input, run);
      if (done.outcome === 'choose') return { outcome: 'choose', keys: [...done.keys] };
      return { ...done, status: await vault.status() };
    },
    'vault.unlockWithToken': async (input, run) => {
      await tokens.unlockVault(input, run);
      return vault.status();
    },
  };
}
