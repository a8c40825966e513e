// SPDX-License-Identifier: Apache-2.0
export const maxImportBytes = 16 * 1024 * 1024;
export const maxFoundImport = 10_000;
