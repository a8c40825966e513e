// SPDX-License-Identifier: Apache-2.0
import { type MachineLock, takeMachineLock } from '../../../support/tokens/modules/machine-lock.ts';
import { type SoftHsmTarget, softHsmUnavailable, startSoftHsm } from '../../../support/tokens/modules/softhsm.ts';
import { test } from '../fixtures.ts';

/**
 * A SoftHSM of its own with one token, found by the app through p11-kit as on any machine. Call before `shareApp`: the
 * app's children get the environment that it is started in. Skips, with the reason, where there is none.
 */
export function makeSoftHsmHome(): () => SoftHsmTarget {
  let target: SoftHsmTarget | null = null;
  let lock: MachineLock | null = null;
  const before = new Map<string, string | undefined>();
  test.beforeAll(async () => {
    const reason = softHsmUnavailable();
    test.skip(reason !== null, reason ?? '');
    // A card of another test would show in this window, too.
    test.setTimeout(300_000);
    lock = await takeMachineLock('pcscd');
    target = await startSoftHsm();
    for (const [name, value] of Object.entries(target.environment)) {
      before.set(name, process.env[name]);
      process.env[name] = value;
    }
  });
  test.afterAll(async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await target?.stop();
    await lock?.release();
  });
  return () => {
    if (target === null) throw new Error('no SoftHSM yet');
    return target;
  };
}
