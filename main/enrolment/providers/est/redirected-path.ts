// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { hostHeader, type ServerAddress } from '../server/server-address.ts';

/** Same server only. Errors: `server-redirected` (`host`). */
export function redirectedPath(address: ServerAddress, from: string, location: string | undefined): string {
  let target: URL;
  try {
    target = new URL(location ?? '', new URL(from, `https://${hostHeader(address)}`));
  } catch {
    throw new AppError('server-redirected');
  }
  if (location === undefined || target.origin !== new URL(`https://${hostHeader(address)}`).origin) {
    throw new AppError('server-redirected', { host: target.host });
  }
  return target.pathname + target.search;
}
