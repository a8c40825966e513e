// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { definitionOf } from '../../../shared/ipc/contract.ts';

const sha256s = Array.from({ length: 5000 }, (_each, index) => index.toString(16).padStart(64, '0'));

test.each([
  ['losses.report', { kind: 'stolen' }],
  ['losses.mark', { step: 'notified', done: true }],
  ['losses.withdraw', {}],
  ['losses.writeSheet', { profileId: null, destinationId: crypto.randomUUID() }],
] as const)('[E08] %s takes all certificates of a computer that is gone', (call, rest) => {
  const input = { sha256s, ...rest };
  const { input: schema, maxBytes } = definitionOf(call);
  expect(schema.safeParse(input).success).toBe(true);
  expect(JSON.stringify(input).length).toBeLessThan(maxBytes);
});
