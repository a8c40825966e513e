// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRouter } from '../../../main/ipc/create-router.ts';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { vaultHandlers } from '../../../main/ipc/handlers/vault-handlers.ts';
import { createVaultAccess } from '../../../main/vault/vault-access.ts';
import { makeRekeyTemplate } from '../../support/vault/rekey-template.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';
import { stubHandlers } from '../../support/contract/stub-handlers.ts';
import { everythingGranted } from '../../support/contract/everything-granted.ts';

const origin = 'https://app.invalid';
const sender = { knownWindow: true, topFrame: true, origin };

async function routerOverVault() {
  const { folder, recoveryCode } = await makeRekeyTemplate(join(temporaryFolder(), 'vault'), 60);
  const vault = createVaultAccess(folder, { ...testVaultOptions(), unlockAtStart: false });
  onTestFinished(() => vault.close());
  const services = { vault, vaultAcceptance: { review: async () => await Promise.reject(new Error('review')) } };
  const handlers = {
    ...stubHandlers({}, (name) => async () => await Promise.reject(new Error(name))),
    vault: vaultHandlers({ services } as unknown as HandlerParts),
  };
  const events: { step: string; fraction: number | null }[] = [];
  const listeners: (() => void)[] = [];
  const router = createRouter({
    handlers,
    origin,
    grants: everythingGranted,
    emit: (event, payload) => {
      if (event === 'operation.progress') events.push(payload as (typeof events)[number]);
      for (const listener of listeners) listener();
    },
    logUnexpected: (call, error) => {
      throw new Error(`${call} became internal`, { cause: error });
    },
  });
  const call = async (name: string, input: object, operationId?: string) =>
    await router({ call: name, input, ...(operationId !== undefined && { operationId }) }, sender);
  return { call, events, listeners, recoveryCode };
}

describe('the protector calls', () => {
  test('[K04] [U05] a passphrase change with re-keying reports progress and can be cancelled', async () => {
    const { call, events, listeners } = await routerOverVault();
    const operationId = '11111111-1111-4111-8111-111111111111';
    const cancelling: Promise<unknown>[] = [];
    listeners.push(() => {
      if ((events.at(-1)?.fraction ?? 0) > 0) cancelling.push(call('operations.cancel', { operationId }));
    });
    const input = { current: 'stays', next: 'next', rekey: true };
    expect(await call('vault.changePassphrase', input, operationId)).toMatchObject({ error: { code: 'cancelled' } });
    expect(await Promise.all(cancelling)).toEqual([{ ok: true, value: { cancelled: true } }]);
    expect(events.slice(0, 2)).toMatchObject([
      { step: 'deriving', fraction: null },
      { step: 'rekeying', fraction: 0 },
    ]);
    expect(await call('vault.unlock', { kind: 'passphrase', secret: 'stays' })).toMatchObject({ ok: true });
    listeners.length = 0;
    const changed = await call('vault.changePassphrase', input);
    expect(changed).toMatchObject({ ok: true, value: { state: 'unlocked', rekeying: null, keys: 60 } });
  });

  test('[K02] [K05] reset, remove and the OS store answer with the status or a declared code', async () => {
    const { call, recoveryCode } = await routerOverVault();
    const remove = (kind: string, passphrase: string | null) => call('vault.removeProtector', { kind, passphrase });
    expect(await remove('recovery-code', 'stays')).toMatchObject({ error: { code: 'vault-locked' } });
    const reset = { recoveryCode, next: 'next', rekey: false };
    expect(await call('vault.resetPassphrase', { ...reset, recoveryCode: 'X' })).toMatchObject({
      error: { code: 'wrong-secret' },
    });
    expect(await call('vault.resetPassphrase', reset)).toMatchObject({ ok: true, value: { state: 'unlocked' } });
    expect(await remove('recovery-code', null)).toMatchObject({ error: { code: 'secret-required' } });
    expect(await remove('os-store', 'next')).toMatchObject({ error: { code: 'not-available' } });
    expect(await remove('recovery-code', 'next')).toMatchObject({
      ok: true,
      value: { protectors: [{ kind: 'passphrase' }] },
    });
    expect(await remove('passphrase', null)).toMatchObject({ error: { code: 'last-protector' } });
    expect(await call('vault.addOsStore', {})).toMatchObject({ error: { code: 'not-available' } });
  });
});
