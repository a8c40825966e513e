// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';

/**
 * `reason` is the TLS or system error code, or `http` with the parser's `code`. Returns an AppError unchanged and
 * rethrows bugs.
 */
export function connectionError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === '' || code.startsWith('ERR_INVALID_')) throw error;
  // Typically from a server with TLS 1.3 only, when tls-unique needs TLS 1.2.
  if (code === 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION') return noTlsUnique();
  if (code.startsWith('HPE_')) return new AppError('server-reply-unusable', { reason: 'http', code });
  return new AppError(codes[code] ?? 'server-unreachable', { reason: code });
}

/** RFC 7030 §3.5 requires tls-unique. */
export function noTlsUnique(): AppError {
  return new AppError('protocol-unsupported', { protocol: 'tls-unique' });
}

export function timedOut(): Error {
  return Object.assign(new Error('no progress'), { code: 'ETIMEDOUT' });
}

export function connectionClosed(): Error {
  return Object.assign(new Error('closed'), { code: 'ECONNRESET' });
}

/** Codes from openssl-verify(1ssl) and Node. */
const codes: Readonly<Record<string, ErrorCode>> = {
  CERT_HAS_EXPIRED: 'server-certificate-expired',
  CERT_NOT_YET_VALID: 'server-certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'server-certificate-name',
  HOSTNAME_MISMATCH: 'server-certificate-name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'server-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'server-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'server-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'server-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'server-untrusted',
  CERT_UNTRUSTED: 'server-untrusted',
  CERT_REJECTED: 'server-untrusted',
  CERT_SIGNATURE_FAILURE: 'server-untrusted',
  INVALID_CA: 'server-untrusted',
  INVALID_PURPOSE: 'server-untrusted',
};
