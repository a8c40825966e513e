// SPDX-License-Identifier: Apache-2.0
/** The files of an NSS database in `sql:` format. Certificates, public keys and trust. */
export const certificateFile = 'cert9.db';
/** Private keys, encrypted, and the check value of the primary password. */
export const keyFile = 'key4.db';
