// SPDX-License-Identifier: Apache-2.0
import type { TLSSocket } from 'node:tls';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/**
 * Base64 (RFC 7030 §3.5): the client's first Finished without resumption (RFC 5929 §3). TLS 1.3 has only tls-exporter
 * (RFC 9266), which RFC 7030 does not accept. Errors: `protocol-unsupported`.
 */
export function tlsUnique(socket: TLSSocket): string {
  const finished = socket.getFinished();
  if (socket.getProtocol() !== 'TLSv1.2' || socket.isSessionReused() || !finished?.length) throw noTlsUnique();
  return finished.toString('base64');
}

export function noTlsUnique(): AppError {
  return new AppError('protocol-unsupported', { protocol: 'tls-unique' });
}
