// SPDX-License-Identifier: Apache-2.0
import { AppError } from './app-error.ts';

/** A folder on a WebDAV server, without any secret. */
export interface WebdavAddress {
  /** Without user, password and a slash at its end: `https://host/dav/backups`. */
  readonly url: string;
  /** As it is shown before it is contacted; with its port where that is not the usual one. */
  readonly host: string;
  readonly user: string | null;
  /** How the history names it: the address with the user in it, so that it can be asked again. */
  readonly place: string;
}

/**
 * Reads the address of a folder. `user` goes before the one in the address; null: the address's, else none. Throws
 * `address-refused` (details: `reason`: no address, other than http(s), a password in it, a question mark in it) and
 * `server-insecure`: without TLS only this very computer is spoken to.
 */
export function readWebdavAddress(text: string, user: string | null): WebdavAddress {
  const url = parse(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('not-https');
  // On a command line it would be seen by everybody on this computer, and the history would keep it.
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

/** The folder and the name of a file on a server. Errors: as `readWebdavAddress`; `reason` `not-a-file`. */
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

/** RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, RFC 6761 §6.3. The URL's parser has made every other way to write one the same. */
function isLoopback(host: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(host) || host === '[::1]' || host === 'localhost' || host.endsWith('.localhost');
}

function refused(reason: string): AppError {
  return new AppError('address-refused', { reason });
}
