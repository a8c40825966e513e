// SPDX-License-Identifier: Apache-2.0
/** Returns null unless https with a host and no user info (Electron security checklist, item 15). */
export function browserAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
  return isPlain ? url.href : null;
}
