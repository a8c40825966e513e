// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that fail because of Bun, not BoringSSL, by full name.
 * @type {Readonly<Record<string, string>>}
 */
export const bunFaults = {
  'comparing the clock with the server’s > [E10] reports both times in both languages':
    'vitest needs threads under Bun, and a thread cannot change its time zone',
};
