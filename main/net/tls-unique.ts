// SPDX-License-Identifier: Apache-2.0
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { noTlsUnique } from './connection-errors.ts';

/**
 * Base64 (RFC 7030 §3.5): the client's first Finished without resumption (RFC 5929 §3), of this connection alone. TLS
 * 1.3 has only tls-exporter (RFC 9266), which RFC 7030 does not accept. Errors: `protocol-unsupported`.
 */
export function tlsUnique(socket: Socket | null): string {
  if (!(socket instanceof TLSSocket)) throw noTlsUnique();
  const finished = socket.getFinished();
  if (socket.getProtocol() !== 'TLSv1.2' || socket.isSessionReused() || !finished?.length) throw noTlsUnique();
  return finished.toString('base64');
}
