// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ipc, onEvent } from '../../renderer/lib/ipc.ts';
import { closeDialog, isDialogOpen } from '../../renderer/state/dialogs/dialogs-store.ts';
import { withUnlock } from '../../renderer/state/vault/unlock.ts';
import { defaultSettings, installBridge, Refusal, unlockedVault } from './support/fake-bridge.ts';

describe('[X03] the typed client', () => {
  it('returns the output as main sent it', async () => {
    installBridge({ 'settings.get': () => defaultSettings });
    await expect(ipc('settings.get', {})).resolves.toEqual(defaultSettings);
  });

  it('throws the code and details that main gave', async () => {
    installBridge({
      'certificates.detail': () => {
        throw new Refusal('not-found', { id: 'x' });
      },
    });
    const call = ipc('certificates.detail', { sha256: 'a'.repeat(64) });
    await expect(call).rejects.toMatchObject({ name: 'AppError', code: 'not-found', details: { id: 'x' } });
  });

  it('turns a broken envelope and a dead bridge into `internal`', async () => {
    Object.defineProperty(window, 'certsteward', { value: { invoke: async () => 'no' }, configurable: true });
    await expect(ipc('settings.get', {})).rejects.toMatchObject({ code: 'internal' });
    const dead = { invoke: () => Promise.reject(new Error('gone')) };
    Object.defineProperty(window, 'certsteward', { value: dead, configurable: true });
    await expect(ipc('settings.get', {})).rejects.toMatchObject({ code: 'internal' });
  });

  it('[U05] gives long calls an operation id, passes on its progress only, and cancels by it', async () => {
    let finish: (status: unknown) => void = () => undefined;
    const bridge = installBridge({
      'vault.unlock': () =>
        new Promise((resolve, reject) => {
          finish = (value) => (value === undefined ? reject(new Refusal('cancelled')) : resolve(value));
        }),
      'operations.cancel': () => ({ cancelled: true }),
    });
    const seen: (number | null)[] = [];
    const abort = new AbortController();
    const call = ipc(
      'vault.unlock',
      { kind: 'passphrase', secret: 'x' },
      { signal: abort.signal, onProgress: ({ fraction }) => seen.push(fraction) },
    );
    const operationId = bridge.requests[0]?.operationId;
    expect(operationId).toMatch(/^[0-9a-f-]{36}$/);
    bridge.emit('operation.progress', { operationId, fraction: 0.5, step: 'deriving-key' });
    bridge.emit('operation.progress', { operationId: crypto.randomUUID(), fraction: 0.9, step: 'other' });
    expect(seen).toEqual([0.5]);
    abort.abort();
    expect(bridge.requests[1]).toMatchObject({ call: 'operations.cancel', input: { operationId } });
    finish(undefined);
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    bridge.emit('operation.progress', { operationId, fraction: 0.9, step: 'late' });
    expect(seen).toEqual([0.5]);
  });

  it('short calls carry no operation id', async () => {
    const bridge = installBridge({ 'settings.get': () => defaultSettings });
    await ipc('settings.get', {});
    expect(bridge.requests).toEqual([{ call: 'settings.get', input: {} }]);
  });

  it('passes on events until it is stopped', () => {
    const bridge = installBridge({});
    const seen: number[] = [];
    const stop = onEvent('vault.changed', ({ revision }) => seen.push(revision));
    bridge.emit('vault.changed', { revision: 4 });
    stop();
    bridge.emit('vault.changed', { revision: 5 });
    expect(seen).toEqual([4]);
  });
});

describe('[K03] withUnlock', () => {
  it('asks to unlock and runs the action again; closing the dialog keeps the error', async () => {
    let locked = true;
    installBridge({
      'vault.lock': () => {
        if (locked) throw new Refusal('vault-locked');
        return unlockedVault;
      },
    });
    const first = withUnlock(() => ipc('vault.lock', {}));
    await expect.poll(() => isDialogOpen('unlock')).toBe(true);
    closeDialog('unlock', false);
    await expect(first).rejects.toMatchObject({ code: 'vault-locked' });

    const second = withUnlock(() => ipc('vault.lock', {}));
    await expect.poll(() => isDialogOpen('unlock')).toBe(true);
    locked = false;
    closeDialog('unlock', true);
    await expect(second).resolves.toEqual(unlockedVault);
    expect(isDialogOpen('unlock')).toBe(false);
  });
});
