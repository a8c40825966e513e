import type { TLSSocket } from 'node:tls';
import { AppError } from '../../../../shared/domain/app-error.ts';

/** PKCS#9 challengePassword: a server that names it in its attributes wants the proof (RFC 7030 §3.5, §4.5.1). */
const challengePassword = '1.2.840.113549.1.9.7';

/** Signs the same request anew, `challengePassword` in it. PKCS#10, DER. */
export type RequestSigner = (challengePassword: string) => Promise<Uint8Array>;

/** Whether a request has to show that its key and this connection belong to the same person. */
export function wantsProof({ oids }: { readonly oids: readonly string[] }): boolean {
  return oids.includes(challengePassword);
}

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
