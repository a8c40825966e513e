// SPDX-License-Identifier: Apache-2.0
/** Steps of a bank guide that the user ticks. `usb-key`: the certificate goes onto a USB key, so there is no file. */
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
