// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';

export function sha256Hex(octets: Uint8Array): string {
  return hash('sha256', octets, 'hex');
}
