// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { CommandRun } from '../../../main/cli/command.ts';
import { createVaultOnce, tellingCreated, type CreatedVault } from '../../../main/cli/vault/vault-creation.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const vault: CreatedVault = { folder: '/v', protectors: ['recovery-code'], recoveryCode: 'the code' };

function recordedRun() {
  const printed: unknown[] = [];
  const output = {
    json: true,
    value: (value: unknown, text: readonly string[]) => void printed.push({ value, text }),
    failure: () => undefined,
    progress: (event: unknown) => void printed.push({ progress: event }),
    position: () => undefined,
    close: () => undefined,
  };
  // The run's other members aren't used.
  return { printed, run: { output, language: 'en' } as unknown as CommandRun };
}

const doneNothing = async () => await Promise.resolve();
const failing = (error: Error) => async (): Promise<0> => {
  await doneNothing();
  throw error;
};

describe('[K01] [B03] a vault that a command created', () => {
  test.each([
    [new AppError('cancelled'), 130, 'cancelled'],
    [new AppError('disk-full'), 1, 'disk-full'],
    [new Error('anything'), 1, 'internal'],
  ])('has its recovery code printed even if the command failed: %s', async (error, code, name) => {
    const { printed, run } = recordedRun();
    const creation = { precompute: doneNothing, ensure: doneNothing, created: () => vault };
    expect(await tellingCreated(run, creation, failing(error))).toBe(code);
    expect(printed).toContainEqual({
      value: { failed: { code: name }, vaultCreated: vault },
      text: [expect.any(String), 'the code'],
    });
  });

  test('is not reported if none was created, and the error is passed on', async () => {
    const { printed, run } = recordedRun();
    const creation = { precompute: doneNothing, ensure: doneNothing, created: () => null };
    const creating = tellingCreated(run, creation, failing(new AppError('disk-full')));
    await expect(creating).rejects.toMatchObject({ code: 'disk-full' });
    expect(printed).toEqual([]);
  });
});

describe('[K01] [K03] [A01] an existing vault', () => {
  /** `given`: the passphrase passed to the command. */
  function runOf(given: string | null) {
    const tried: unknown[] = [];
    const open = {
      hasRecipient: true,
      unlock: async (secret: unknown) => {
        tried.push(secret);
        return await Promise.reject(new AppError('wrong-secret'));
      },
    };
    const services = { vault: { current: async () => await Promise.resolve(open) } };
    const secrets = { read: async () => await Promise.resolve(given) };
    return { tried, run: { services, secrets } as unknown as CommandRun };
  }

  test('is tried once with a wrong passphrase, and every file is refused', async () => {
    const { tried, run } = runOf('wrong');
    const creation = createVaultOnce(run, { opens: true });
    for (let file = 0; file < 3; file += 1)
      await expect(creation.ensure()).rejects.toMatchObject({ code: 'wrong-secret' });
    expect(tried).toEqual([{ kind: 'passphrase', secret: 'wrong' }]);
  });

  test('is not unlocked without a passphrase, or with one for a new vault only', async () => {
    const [without, forNew] = [runOf(null), runOf('new')];
    await createVaultOnce(without.run, { opens: true }).ensure();
    await createVaultOnce(forNew.run).ensure();
    expect({ tried: without.tried, forNew: forNew.tried }).toEqual({ tried: [], forNew: [] });
  });
});
