// SPDX-License-Identifier: Apache-2.0
export interface ServerAddress {
  readonly host: string;
  /** The form used in certificates and DNS (RFC 3492). */
  readonly punycodeHost: string;
  readonly port: number;
  readonly url: string;
}

/** Returns null unless the text is a complete https URL without user info. */
export function serverAddress(typed: string): ServerAddress | null {
  const text = typed.trim();
  if (!/^https:\/\//i.test(text)) return null;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  const written = /^https:\/\/([^/?#:]+)/i.exec(text)?.[1] ?? url.hostname;
  const port = url.port === '' ? 443 : Number(url.port);
  return { host: written.toLowerCase(), punycodeHost: url.hostname, port, url: url.href };
}
