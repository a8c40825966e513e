// SPDX-License-Identifier: Apache-2.0
/** Null unless https with host, without userinfo (Electron checklist 15). */
export function browserAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
  return isPlain ? url.href : null;
}
