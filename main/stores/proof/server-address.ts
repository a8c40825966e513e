// SPDX-License-Identifier: Apache-2.0
import { domainToUnicode } from 'node:url';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { bareHost, portOf } from '../../net/http-address.ts';

export interface ReadAddress {
  readonly url: URL;
  readonly host: string;
  readonly shownHost: string;
  readonly port: number;
}

/** Errors: `address-refused` (invalid URL, other scheme than https, user info). */
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
  const host = bareHost(url);
  if (host === '') throw refuse('not-an-address');
  return { url, host, shownHost: domainToUnicode(host) || host, port: portOf(url) };
}
