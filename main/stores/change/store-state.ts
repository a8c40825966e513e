// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { StoreState } from '../../../shared/schemas/store.ts';

export function refusalOf(state: StoreState): ErrorCode | null {
  switch (state) {
    case 'ready':
    case 'absent':
    case 'password-needed':
      return null;
    case 'locked':
      return 'store-locked';
    case 'read-only':
      return 'store-read-only';
    case 'damaged':
      return 'store-damaged';
    case 'tools-missing':
      return 'store-tools-missing';
    case 'unverified-off':
      return 'not-available';
  }
}

const concernsStore: ReadonlySet<ErrorCode> = new Set([
  'store-not-found',
  'store-locked',
  'store-read-only',
  'store-damaged',
  'store-tools-missing',
  'store-needs-password',
  'store-wrong-password',
  'not-available',
]);

export function stopsStore(code: ErrorCode): boolean {
  return concernsStore.has(code);
}
