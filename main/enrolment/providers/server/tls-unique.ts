// SPDX-License-Identifier: Apache-2.0
import type { TLSSocket } from 'node:tls';
import { AppError } from '../../../../shared/domain/app-error.ts';

/**
 * What ties a request to a connection, in base64 (RFC 7030 §3.5): tls-unique, the first Finished message of the handshake
 * (RFC 5929 §3), which is the client's where no session was resumed. TLS 1.3 has none: tls-exporter, which took
 * its place (RFC 9266), is not what RFC 7030 asks for. Errors: `protocol-unsupported`.
 */
export function tlsUnique(socket: TLSSocket): string {
  const finished = socket.getFinished();
  if (socket.getProtocol() !== 'TLSv1.2' || socket.isSessionReused() || !finished?.length) throw noTlsUnique();
  return finished.toString('base64');
}

export function noTlsUnique(): AppError {
  return new AppError('protocol-unsupported', { protocol: 'tls-unique' });
}
