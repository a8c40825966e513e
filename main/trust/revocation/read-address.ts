// SPDX-License-Identifier: Apache-2.0
/** Longer ones nobody writes into a certificate by honest work. */
const maxLength = 2048;

/**
 * An address of a certificate that may be called at all: http or https, without user and password; null for every other
 * one. The fragment, which is not sent, is left out.
 */
export function readAddress(text: string): URL | null {
  const url = text.length <= maxLength ? URL.parse(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  if (url.hostname === '' || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

/** As a name or an address without brackets. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
