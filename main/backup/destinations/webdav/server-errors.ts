// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';

export interface ServerFault {
  readonly error: unknown;
  readonly again: boolean;
}

/** Status 300 or above. RFC 9110 §15, RFC 4918 §11. */
export function faultOfStatus(status: number): ServerFault {
  const fault = (code: ErrorCode, again = false): ServerFault => ({ error: new AppError(code, { status }), again });
  if (status === 401 || status === 403 || status === 407) return fault('server-refused-login');
  if (status === 404 || status === 409 || status === 410) return fault('server-folder-missing');
  if (status === 412 || status === 423) return fault('server-conflict');
  if (status === 413 || status === 507) return fault('server-full');
  if (status >= 300 && status < 400) return fault('server-redirected');
  const passing = status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501);
  return fault('server-failed', passing);
}

/** Never contains a secret. */
export function faultOf(thrown: unknown, signal: AbortSignal | undefined): ServerFault {
  if (signal?.aborted === true) return { error: new AppError('cancelled'), again: false };
  if (thrown instanceof AppError) return { error: thrown, again: false };
  const { status, type, code } = facts(thrown);
  if (status !== null) return faultOfStatus(status);
  if (type === 'unsupported-redirect' || type === 'max-redirect') {
    return { error: new AppError('server-redirected'), again: false };
  }
  if (code === null) return { error: thrown, again: false };
  const fault = (name: ErrorCode, details: Record<string, string>, again = false): ServerFault => ({
    error: new AppError(name, details),
    again,
  });
  const certificate = certificateCodes[code];
  if (certificate !== undefined) return fault(certificate, { reason: code });
  const local = localFault(thrown);
  if (local !== thrown) return { error: local, again: false };
  if (code.startsWith('CERT_')) return fault('server-certificate', { reason: code });
  if (!networkCode.test(code)) return { error: thrown, again: false };
  // Unknown host and missing TLS are permanent.
  const lasting = code === 'ENOTFOUND' || code === 'EPROTO' || code.startsWith('ERR_SSL_');
  return fault('server-unreachable', { reason: code }, !lasting);
}

/** Other errors pass unchanged. */
export function localFault(thrown: unknown): unknown {
  const { code } = facts(thrown);
  if (thrown instanceof AppError || code === null) return thrown;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { cause: code });
  return localCodes.has(code) ? new AppError('destination-unwritable', { cause: code }) : thrown;
}

/** libuv, HTTP parser, TLS; not Node's `ERR_INVALID_…`, which are our bugs. */
const networkCode = /^(?:E[A-Z]+|HPE_\w+|ERR_STREAM_PREMATURE_CLOSE|ERR_SSL_\w+|ERR_TLS_\w+)$/;

/** openssl-verify(1ssl), and Node's. */
const certificateCodes: Readonly<Record<string, ErrorCode>> = {
  CERT_HAS_EXPIRED: 'server-certificate-expired',
  CERT_NOT_YET_VALID: 'server-certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'server-certificate-name',
  HOSTNAME_MISMATCH: 'server-certificate-name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'server-certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'server-certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'server-certificate-unknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'server-certificate-unknown',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'server-certificate-unknown',
  CERT_UNTRUSTED: 'server-certificate-unknown',
  INVALID_CA: 'server-certificate',
  INVALID_PURPOSE: 'server-certificate',
};

const localCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOENT', 'ENOTDIR', 'EMFILE']);

function facts(thrown: unknown) {
  if (!(thrown instanceof Error)) return { status: null, type: null, code: null };
  const { status, type, code } = thrown as { status?: unknown; type?: unknown; code?: unknown };
  return {
    status: typeof status === 'number' ? status : null,
    type: typeof type === 'string' ? type : null,
    code: typeof code === 'string' ? code : thrown.message === 'aborted' ? 'ECONNRESET' : null,
  };
}
