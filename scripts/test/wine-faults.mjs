// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that cannot pass under Wine for a reason that is Wine's and not Windows', or that need what is not there. By full
 * name: the stage shows each as skipped with its reason, and fails when one is no longer skipped.
 * @type {Readonly<Record<string, string>>}
 */
export const wineFaults = {};

/** In rooms that only `npm run test:full` runs. @type {Readonly<Record<string, string>>} */
export const wineFaultsElsewhere = {};
