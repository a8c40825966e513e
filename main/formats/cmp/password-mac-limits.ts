// SPDX-License-Identifier: Apache-2.0
/** RFC 9481 §6.1.1 asks for 1,000 at least; more only slows a server that nobody verified down. */
export const usualIterations = 10_000;
/** OpenSSL's own cap; a message with more is not for us. */
export const maxIterations = 100_000;
/** Octets. */
export const maxSalt = 1_024;
