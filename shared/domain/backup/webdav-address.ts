// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../errors/app-error.ts';

export interface WebdavAddress {
  /** Without user, password or trailing slash: `https://host/dav/backups`. */
  readonly url: string;
  /** Includes a non-default port. */
  readonly host: string;
  readonly user: string | null;
  /** Stored in the backup history. Includes the user. */
  readonly place: string;
}

/**
 * `user` overrides the user in the address. Throws AppError `server-insecure` for HTTP to another computer, or
 * `address-refused` with the `reason` `not-an-address`, `not-https`, `password` or `not-a-folder`.
 */
export function readWebdavAddress(text: string, user: string | null): WebdavAddress {
  const url = parse(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('not-https');
  // A password in a command would be visible to other accounts and stay in the shell history.
  if (url.password !== '') throw refused('password');
  if (url.search !== '' || url.hash !== '' || url.hostname === '') throw refused('not-a-folder');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new AppError('server-insecure', { host: url.host });
  const name = user ?? decoded(url.username);
  const path = url.pathname.replace(/\/+$/, '');
  return {
    url: `${url.protocol}//${url.host}${path}`,
    host: url.host,
    user: name === '' ? null : name,
    place: `${url.protocol}//${name === '' ? '' : `${encodeURIComponent(name)}@`}${url.host}${path}`,
  };
}

/** Like readWebdavAddress, but also throws `address-refused` with the `reason` `not-a-file`. */
export function readWebdavFile(
  text: string,
  user: string | null,
): { readonly folder: WebdavAddress; readonly fileName: string } {
  const slash = text.lastIndexOf('/');
  const fileName = decoded(text.slice(slash + 1));
  const folder = readWebdavAddress(text.slice(0, slash + 1), user);
  if (fileName === '' || fileName === '.' || fileName === '..' || fileName.includes('/')) throw refused('not-a-file');
  return { folder, fileName };
}

function parse(text: string): URL {
  const url = URL.parse(text.trim());
  if (url === null) throw refused('not-an-address');
  return url;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused('not-an-address');
  }
}

/** RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, RFC 6761 §6.3. The URL parser has already normalised other spellings. */
function isLoopback(host: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(host) || host === '[::1]' || host === 'localhost' || host.endsWith('.localhost');
}

function refused(reason: string): AppError {
  return new AppError('address-refused', { reason });
}
