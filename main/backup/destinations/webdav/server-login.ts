// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { WebDAVClientOptions } from 'webdav';

export interface ServerLogin {
  readonly user: string | null;
  readonly password: string;
}

/**
 * Built here in UTF-8 (RFC 7617 §2.1): the library uses Latin-1 for Basic and throws on 密码. Sent with the first
 * request, only over TLS or to localhost.
 */
export function basicHeader({ user, password }: ServerLogin): Record<string, string> {
  if (user === null) return {};
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}

/**
 * Library options for Digest (RFC 7616); null if `challenge` asks for another scheme. Hashes name and password in
 * UTF-8; the name's bytes go into the header.
 */
export function digestOptions(
  challenge: string | null,
  { user, password }: ServerLogin,
): Pick<WebDAVClientOptions, 'username' | 'password' | 'ha1'> | null {
  if (user === null || challenge === null || !/^digest\s/i.test(challenge)) return null;
  const realm = /\brealm="([^"]*)"/i.exec(challenge)?.[1] ?? '';
  const name = Buffer.from(user, 'utf8');
  // Headers are Latin-1.
  const parts = [name, Buffer.from(`:${realm}:`, 'latin1'), Buffer.from(password, 'utf8')];
  const ha1 = createHash('md5').update(Buffer.concat(parts)).digest('hex');
  return { username: name.toString('latin1'), password: '', ha1 };
}
