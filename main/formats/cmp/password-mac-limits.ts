// SPDX-License-Identifier: Apache-2.0
/** RFC 9045 §4.3 recommends at least 10,000. */
export const usualIterations = 10_000;
export const maxIterations = 100_000;
export const maxSalt = 1_024;
