// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { definitionOf } from '../../../shared/ipc/contract.ts';
import { maxLossRows } from '../../../shared/domain/certificates/identity-pair.ts';

const most = 2 * maxLossRows;
const sha256s = Array.from({ length: most }, (_each, index) => index.toString(16).padStart(64, '0'));

test.each([
  ['losses.report', { kind: 'stolen' }],
  ['losses.mark', { step: 'notified', done: true }],
  ['losses.withdraw', {}],
  ['losses.writeSheet', { profileId: null, destinationId: crypto.randomUUID() }],
] as const)('[E08] %s takes 200 pairs of certificates at once, and no more', (call, rest) => {
  const input = { sha256s, ...rest };
  const { input: schema, maxBytes } = definitionOf(call);
  expect(schema.safeParse(input).success).toBe(true);
  expect(schema.safeParse({ ...input, sha256s: [...sha256s, 'f'.repeat(64)] }).success).toBe(false);
  expect(JSON.stringify(input).length).toBeLessThan(maxBytes);
});
