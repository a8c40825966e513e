// SPDX-License-Identifier: Apache-2.0
/** RFC 9481 §6.1.1 requires at least 1,000. */
export const usualIterations = 10_000;
export const maxIterations = 100_000;
export const maxSalt = 1_024;
