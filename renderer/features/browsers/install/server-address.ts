// SPDX-License-Identifier: Apache-2.0
export interface ServerAddress {
  /** As it was typed, so that a person recognises it. */
  readonly host: string;
  /** As it goes into certificates and name servers (RFC 3492 where it has other letters). */
  readonly punycodeHost: string;
  readonly port: number;
  /** What is sent to main. */
  readonly url: string;
}

/** The server of a complete https address without user name and password; null for anything else. */
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
