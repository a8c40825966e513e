// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';

/** Lower-case hex of SHA-256 over `octets`. */
export function sha256Hex(octets: Uint8Array): string {
  return hash('sha256', octets, 'hex');
}
