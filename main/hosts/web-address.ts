// SPDX-License-Identifier: Apache-2.0
/**
 * An address as the system's browser gets it, or null: https only, with a host, and without a name before it, which would
 * read like another host. What a person saw is what is opened (Electron checklist 15).
 */
export function browserAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
  return isPlain ? url.href : null;
}
