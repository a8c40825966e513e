// SPDX-License-Identifier: Apache-2.0
/**
 * Steps on a bank's page that only the user can confirm. `usb-key`: the certificate goes onto a USB key, so there is no
 * file.
 */
export const tickedSteps = [
  'ready',
  'site',
  'sign-in',
  'find',
  'prove',
  'on-key',
  'download',
  'usb-key',
  'valid',
] as const;
export type TickedStep = (typeof tickedSteps)[number];
