// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/**
 * The text of a CA profile (docs/formats.md) has no markup, line breaks, control characters or direction overrides, so
 * that no profile can imitate another. Not in `ca-profile.ts`, because certificates use `phoneSchema`.
 */
const plainPattern =
  /^[^\p{Cc}<>\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]+$/u;

export const plain = (max: number) => z.string().min(1).max(max).regex(plainPattern);

export const bothLanguages = (max: number) => z.strictObject({ 'zh-CN': plain(max), en: plain(max) });

/** A CA's phone, in its profile or a loss. */
export const phoneSchema = plain(60);

export const httpsUrl = z
  .string()
  .max(2048)
  .regex(/^https:\/\/[^\s<>]+$/);
