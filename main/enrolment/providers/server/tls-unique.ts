// SPDX-License-Identifier: Apache-2.0
import type { TLSSocket } from 'node:tls';
import { AppError } from '../../../../shared/domain/app-error.ts';

/**
 * Channel binding, base64 (RFC 7030 §3.5): tls-unique, the client's first Finished message without resumption (RFC 5929
 * §3). Not in TLS 1.3, and RFC 7030 does not accept tls-exporter (RFC 9266). Errors: `protocol-unsupported`.
 */
export function tlsUnique(socket: TLSSocket): string {
  const finished = socket.getFinished();
  if (socket.getProtocol() !== 'TLSv1.2' || socket.isSessionReused() || !finished?.length) throw noTlsUnique();
  return finished.toString('base64');
}

export function noTlsUnique(): AppError {
  return new AppError('protocol-unsupported', { protocol: 'tls-unique' });
}
