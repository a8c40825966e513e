// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

const pattern = /^certsteward-unfinished-(\d{13})-[0-9a-f]{8}$/;
const leftoverAgeMs = 60 * 60 * 1000;

/** Contains the milliseconds since 1970, because tokens store no dates. */
export function unfinishedName(now: number = Date.now()): string {
  return `certsteward-unfinished-${String(now).padStart(13, '0')}-${randomBytes(4).toString('hex')}`;
}

export function isUnfinished(name: string): boolean {
  return pattern.test(name);
}

export function isLeftover(name: string, now: number = Date.now()): boolean {
  const [, since] = pattern.exec(name) ?? [];
  return since !== undefined && now - Number(since) > leftoverAgeMs;
}
