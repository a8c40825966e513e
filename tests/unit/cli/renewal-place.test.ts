// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { CommandRun } from '../../../main/cli/command.ts';
import { renewalPlace } from '../../../main/cli/renewal/renewal-key.ts';

function runWith(key: string | undefined, inVault: boolean, token: string | null): CommandRun {
  const vault = { require: async () => ({ getRow: () => ({ hasPrivateKey: inVault }) }) };
  const enrolment = { requests: async () => (token === null ? [] : [{ certificate: 'old', token }]) };
  // The run's other members aren't used.
  return { arguments: { values: { key } }, services: { vault, enrolment } } as unknown as CommandRun;
}

test.each([
  [undefined, true, null, 'vault'],
  [undefined, false, '4711', 'token:4711'],
  [undefined, false, null, null],
  ['vault', false, '4711', 'vault'],
  ['token:12', true, null, 'token:12'],
] as const)(
  '[E07] [E10] the new key goes where the old one is (--key %s, in the vault: %s, on %s): %s',
  async (key, inVault, token, place) => {
    expect(await renewalPlace(runWith(key, inVault, token), 'old')).toBe(place);
  },
);
