// SPDX-License-Identifier: Apache-2.0
const maxSeconds = 7 * 24 * 60 * 60;

/** Returns 0 seconds to one week (RFC 9110 §10.2.3), or null if missing or invalid. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) return null;
  return Math.min(maxSeconds, Math.max(0, Math.ceil(seconds)));
}
