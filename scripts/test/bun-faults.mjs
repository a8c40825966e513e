// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that fail because of Bun, not BoringSSL, by full name.
 * @type {Readonly<Record<string, string>>}
 */
export const bunFaults = {
  'the clock against the server’s > [E10] both times are reported, in words of either language':
    'vitest needs threads under Bun, and a thread cannot change its time zone',
};
