// SPDX-License-Identifier: Apache-2.0
/** At least 1,000 (RFC 9481 §6.1.1); more only slows the server down. */
export const usualIterations = 10_000;
/** OpenSSL's cap. */
export const maxIterations = 100_000;
/** Bytes. */
export const maxSalt = 1_024;
