// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';
import { connectionError } from '../../../net/connection-errors.ts';

export interface ServerFault {
  readonly error: unknown;
  readonly again: boolean;
}

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

export function faultOf(thrown: unknown, signal: AbortSignal | undefined): ServerFault {
  if (signal?.aborted === true) return { error: new AppError('cancelled'), again: false };
  const local = localFault(thrown);
  if (local !== thrown) return { error: local, again: false };
  const isNetwork = thrown instanceof AppError || networkCode.test(codeOf(thrown) ?? '');
  return isNetwork ? faultOfConnection(connectionError(thrown)) : { error: thrown, again: false };
}

function faultOfConnection(error: AppError): ServerFault {
  const { code, details } = error;
  const status = details['status'];
  if (typeof status === 'number') return faultOfStatus(status);
  const reason = String(details['reason'] ?? '');
  const fault = (name: ErrorCode, again = false): ServerFault => ({ error: new AppError(name, { reason }), again });
  if (code === 'server-untrusted')
    return fault(unknownIssuer.has(reason) ? 'server-certificate-unknown' : 'server-certificate');
  if (code === 'server-reply-unusable') {
    if (reason === 'size') return { error: new AppError('limit-exceeded', { limit: 'size' }), again: false };
    return { error: new AppError('server-unreachable', { reason: details['code'] ?? reason }), again: true };
  }
  if (code !== 'server-unreachable') return { error, again: false };
  if (reason.startsWith('CERT_')) return fault('server-certificate');
  const lasting = ['ENOTFOUND', 'EPROTO', 'EPROXY'].includes(reason) || reason.startsWith('ERR_SSL_');
  return fault('server-unreachable', !lasting);
}

export function localFault(thrown: unknown): unknown {
  const code = codeOf(thrown);
  if (thrown instanceof AppError || code === null) return thrown;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { cause: code });
  return localCodes.has(code) ? new AppError('destination-unwritable', { cause: code }) : thrown;
}

/** Excludes Node's `ERR_INVALID_…`, which indicate our own bugs. */
const networkCode = /^(?:E[A-Z]+|HPE_\w+|ERR_STREAM_PREMATURE_CLOSE|ERR_SSL_\w+|ERR_TLS_\w+)$/;

/** Excludes INVALID_CA and similar codes, which are certificate faults. */
const unknownIssuer: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
]);

const localCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOENT', 'ENOTDIR', 'EMFILE']);

function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return null;
  const { code } = thrown as { code?: unknown };
  return typeof code === 'string' ? code : null;
}
