// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { WebDAVClientOptions } from 'webdav';

export interface ServerLogin {
  readonly user: string | null;
  readonly password: string;
}

/**
 * The library encodes names and passwords as Latin-1 for Basic, and throws at 密码: the header is made here, from UTF-8
 * (RFC 7617 §2.1). It goes out with the first request already, over TLS or within this computer.
 */
export function basicHeader({ user, password }: ServerLogin): Record<string, string> {
  if (user === null) return {};
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}

/**
 * What the library needs for Digest (RFC 7616), which a server asked for in `challenge`; null when it did not. The hash
 * over name and password is made here, from UTF-8; the name goes into a header, octet by octet.
 */
export function digestOptions(
  challenge: string | null,
  { user, password }: ServerLogin,
): Pick<WebDAVClientOptions, 'username' | 'password' | 'ha1'> | null {
  if (user === null || challenge === null || !/^digest\s/i.test(challenge)) return null;
  const realm = /\brealm="([^"]*)"/i.exec(challenge)?.[1] ?? '';
  const name = Buffer.from(user, 'utf8');
  // The realm came in a header, as Latin-1.
  const parts = [name, Buffer.from(`:${realm}:`, 'latin1'), Buffer.from(password, 'utf8')];
  const ha1 = createHash('md5').update(Buffer.concat(parts)).digest('hex');
  return { username: name.toString('latin1'), password: '', ha1 };
}
