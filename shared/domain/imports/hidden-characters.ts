// SPDX-License-Identifier: Apache-2.0
/**
 * Characters that are invisible or affect surrounding text: controls, direction overrides (Unicode TR 36 §2.5),
 * zero-width characters, invisible operators, Hangul fillers and tags.
 */
export const hiddenCharacters =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
