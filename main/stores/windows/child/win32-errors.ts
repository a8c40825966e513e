// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';
import { code } from './win32-constants.ts';

const meanings: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [code.certificateExists, 'already-installed'],
  [code.certificateNotFound, 'not-installed'],
  [code.accessDenied, 'store-read-only'],
  [code.hresultAccessDenied, 'store-read-only'],
  [code.sharingViolation, 'store-locked'],
  [code.hresultSharingViolation, 'store-locked'],
  [code.fileCorrupt, 'store-damaged'],
  [code.hresultFileCorrupt, 'store-damaged'],
  [code.noKey, 'key-missing'],
  [code.badKeyset, 'key-missing'],
  [code.keysetNotDefined, 'key-missing'],
  [code.badPublicKey, 'key-missing'],
  [code.badAlgorithm, 'unsupported-algorithm'],
  [code.notSupported, 'unsupported-algorithm'],
  [code.cancelled, 'cancelled'],
  [code.hresultCancelled, 'cancelled'],
  [code.cardCancelled, 'cancelled'],
]);

/**
 * Unknown numbers become `store-refused`.
 * @param number from GetLastError, or a SECURITY_STATUS
 */
export function win32Error(call: string, number: number): AppError {
  const reason = `${call} 0x${(number >>> 0).toString(16).padStart(8, '0')}`;
  return new AppError(meanings.get(number >>> 0) ?? 'store-refused', { reason });
}
