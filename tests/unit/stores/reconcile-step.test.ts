// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { isLeft } from '../../../main/stores/change/journal.ts';
import { reconcileStep } from '../../../main/stores/change/reconcile.ts';
import type { JournalRow } from '../../../main/vault/records/installed/journal-rows.ts';

const row = (action: 'install' | 'remove', certificate: boolean, key: boolean | null): JournalRow => ({
  id: 'x',
  at: '2026-11-24T12:00:00.000Z',
  storeId: 'chromium:/db',
  action,
  sha256: 'a'.repeat(64),
  before: { certificate, key, spkiSha256: 'b'.repeat(64), process: 1, computer: 'here' },
});

describe('an interrupted change', () => {
  test.each([
    ['install', false, null, null, 'sweep'],
    ['install', false, null, { hasKey: false }, 'take-back'],
    ['install', false, null, { hasKey: true }, 'done'],
    ['install', false, null, { hasKey: null }, 'done'],
    // A pre-existing keyless certificate stays.
    ['install', true, false, { hasKey: false }, 'nothing'],
    ['install', true, false, { hasKey: true }, 'done'],
    ['remove', true, true, null, 'sweep'],
    ['remove', true, true, { hasKey: false }, 'finish'],
    // Not removed yet, or restored by a person: this may be the only copy.
    ['remove', true, true, { hasKey: true }, 'nothing'],
    ['remove', true, false, { hasKey: false }, 'nothing'],
    ['remove', true, null, { hasKey: null }, 'nothing'],
  ] as const)('[S07] %s, before: certificate %s key %s; now %o: %s', (action, certificate, key, present, step) => {
    expect(reconcileStep(row(action, certificate, key), present)).toBe(step);
  });

  test('[S07] is left alone while another process or computer may be making it', () => {
    const now = new Date('2026-11-24T12:01:00Z');
    const left = (computer: string, alive: boolean, at = now) =>
      isLeft(row('install', false, null), { computer, now: at, alive: () => alive });
    expect(left('here', true)).toBe(false);
    expect(left('here', false)).toBe(true);
    expect(left('elsewhere', false)).toBe(false);
    // No change takes an hour: the process ID was reused.
    expect(left('here', true, new Date('2026-11-24T13:01:00Z'))).toBe(true);
  });
});
