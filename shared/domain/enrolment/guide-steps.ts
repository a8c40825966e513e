// SPDX-License-Identifier: Apache-2.0
/**
 * What only the person knows about an application or renewal on a bank's page; the rest are facts of the vault.
 * `usb-key`: the certificate comes onto a USB key, so there is no file.
 */
export const tickedSteps = ['ready', 'sign-in', 'find', 'prove', 'download', 'usb-key', 'valid'] as const;
export type TickedStep = (typeof tickedSteps)[number];
