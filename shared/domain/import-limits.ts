// SPDX-License-Identifier: Apache-2.0
/** Largest file the app reads into memory; a personal certificate file is a few KiB. */
export const maxImportBytes = 16 * 1024 * 1024;
