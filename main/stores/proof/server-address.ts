// SPDX-License-Identifier: Apache-2.0
import { domainToUnicode } from 'node:url';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ServerAddress } from './server-connection.ts';

export interface ReadAddress extends ServerAddress {
  /** Unicode. */
  readonly shownHost: string;
}

/** Errors: `address-refused` (incomplete, not https, or with user info). */
export function readServerAddress(text: string): ReadAddress {
  const refuse = (reason: string): AppError => new AppError('address-refused', { reason });
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw refuse('not-an-address');
  }
  if (url.protocol !== 'https:') throw refuse('not-https');
  if (url.username !== '' || url.password !== '') throw refuse('credentials');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === '') throw refuse('not-an-address');
  return {
    host,
    shownHost: domainToUnicode(host) || host,
    port: url.port === '' ? 443 : Number(url.port),
    path: `${url.pathname}${url.search}`,
  };
}
