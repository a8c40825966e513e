// SPDX-License-Identifier: Apache-2.0
export const certificateFile = 'cert9.db';
export const keyFile = 'key4.db';
