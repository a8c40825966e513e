// SPDX-License-Identifier: Apache-2.0
/** A week: whoever asks again sooner is told the same, and nobody's clock jumps to the year 9999. */
const maxSeconds = 7 * 24 * 60 * 60;

/** Seconds to wait (RFC 9110 §10.2.3), from 0 to a week; null: the server does not say. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) return null;
  return Math.min(maxSeconds, Math.max(0, Math.ceil(seconds)));
}
