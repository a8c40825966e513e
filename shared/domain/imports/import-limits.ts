// SPDX-License-Identifier: Apache-2.0
export const maxImportBytes = 16 * 1024 * 1024;
/** Found files imported by one call. */
export const maxFoundImport = 10_000;
