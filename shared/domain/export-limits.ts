// SPDX-License-Identifier: Apache-2.0
/** Certificates named that could not be exported with the others. */
export const maxRefused = 100;
