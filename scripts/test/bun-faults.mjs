// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that cannot pass under Bun, which the BoringSSL stage runs in, for a reason that is not BoringSSL's. By full name: the
 * stage shows each as skipped with its reason, and fails when one is no longer skipped.
 * @type {Readonly<Record<string, string>>}
 */
export const bunFaults = {
  'the clock against the server’s > [E10] both times are told, in words of either language':
    'vitest needs threads under Bun, and a thread cannot change its time zone',
};
