// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { readAddress } from './http-address.ts';

/** Only to hosts that were agreed to, and not from https to http. Errors: `server-redirected` (`host`). */
export function redirectTarget(from: URL, location: string | undefined, agreed: ReadonlySet<string>): URL {
  const target = location === undefined ? null : readAddress(URL.parse(location, from)?.href ?? '');
  if (target === null) throw new AppError('server-redirected');
  const isDowngrade = from.protocol === 'https:' && target.protocol !== 'https:';
  if (isDowngrade || !agreed.has(target.host)) throw new AppError('server-redirected', { host: target.host });
  return target;
}
