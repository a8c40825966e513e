// SPDX-License-Identifier: Apache-2.0
import { type SoftHsmTarget, softHsmUnavailable, startSoftHsm } from '../../../support/tokens/modules/softhsm.ts';
import { test } from '../fixtures.ts';

/**
 * A separate SoftHSM with one token, found by the app through p11-kit as on any machine. Call before `shareApp`, which
 * starts the app with this environment. Skips with the reason if SoftHSM is unavailable.
 */
export function makeSoftHsmHome(): () => SoftHsmTarget {
  let target: SoftHsmTarget | null = null;
  const before = new Map<string, string | undefined>();
  test.beforeAll(async () => {
    const reason = softHsmUnavailable();
    test.skip(reason !== null, reason ?? '');
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
  });
  return () => {
    if (target === null) throw new Error('no SoftHSM yet');
    return target;
  };
}
