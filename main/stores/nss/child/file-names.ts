// SPDX-License-Identifier: Apache-2.0
/** Certificates, public keys, trust. */
export const certificateFile = 'cert9.db';
/** Encrypted private keys, password check value. */
export const keyFile = 'key4.db';
