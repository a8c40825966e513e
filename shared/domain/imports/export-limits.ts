// SPDX-License-Identifier: Apache-2.0
export const maxRefused = 100;
