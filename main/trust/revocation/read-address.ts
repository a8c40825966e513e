// SPDX-License-Identifier: Apache-2.0
const maxLength = 2048;

/** Null: not http or https, or with user info. */
export function readAddress(text: string): URL | null {
  const url = text.length <= maxLength ? URL.parse(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  if (url.hostname === '' || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

/** Without brackets. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
