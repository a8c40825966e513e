// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { WebDAVClientOptions } from 'webdav';

export interface ServerLogin {
  readonly user: string | null;
  readonly password: string;
}

/**
 * UTF-8 (RFC 7617 §2.1): the library uses Latin-1 and throws on 密码. Sent preemptively, but only over TLS or to
 * localhost.
 */
export function basicHeader({ user, password }: ServerLogin): Record<string, string> {
  if (user === null) return {};
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}

/** RFC 7616, in UTF-8; null: `challenge` is not Digest. */
export function digestOptions(
  challenge: string | null,
  { user, password }: ServerLogin,
): Pick<WebDAVClientOptions, 'username' | 'password' | 'ha1'> | null {
  if (user === null || challenge === null || !/^digest\s/i.test(challenge)) return null;
  const realm = /\brealm="([^"]*)"/i.exec(challenge)?.[1] ?? '';
  const name = Buffer.from(user, 'utf8');
  // Header in Latin-1.
  const parts = [name, Buffer.from(`:${realm}:`, 'latin1'), Buffer.from(password, 'utf8')];
  const ha1 = createHash('md5').update(Buffer.concat(parts)).digest('hex');
  return { username: name.toString('latin1'), password: '', ha1 };
}
