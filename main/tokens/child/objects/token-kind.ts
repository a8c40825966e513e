// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { TokenReportMessage } from '../pkcs11-protocol.ts';

export interface TokenName {
  readonly label: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
}

/**
 * PIV tokens (SP 800-73) have numbered slots, a management key as SO PIN, and a PUK that PKCS#11 functions don't take
 * by default (measured: libykcs11 2.7.1 lacks C_InitPIN; OpenSC 0.26.1 takes a PUK only if configured).
 */
export type TokenKind = 'plain' | 'nss' | 'piv-ykcs11' | 'piv-opensc';

export function tokenKind({ maker, model }: Pick<TokenName, 'maker' | 'model'>): TokenKind {
  if (maker.startsWith('Yubico') && model.startsWith('YubiKey')) return 'piv-ykcs11';
  if (maker.startsWith('Mozilla')) return 'nss';
  return maker === 'piv_II' ? 'piv-opensc' : 'plain';
}

export function waysToUnblock(token: TokenName): TokenReportMessage['unblock'] {
  const kind = tokenKind(token);
  // NSS has an SO only before the first PIN is set (measured: CKR_USER_TYPE_INVALID).
  if (kind === 'plain' || kind === 'nss') return kind === 'plain' ? ['so-pin'] : [];
  return process.platform === 'linux' ? ['puk'] : [];
}

export function isNameless({ serial }: Pick<TokenName, 'serial'>): boolean {
  return /^[0\s]*$/.test(serial);
}

export function writesAs(token: TokenName): 'user' | 'so' {
  return tokenKind(token) === 'piv-ykcs11' ? 'so' : 'user';
}

/** Hexadecimal keys for 3DES and AES-192, AES-128, AES-256. */
const managementKey = /^([0-9a-f]{48}|[0-9a-f]{32}|[0-9a-f]{64})$/i;

/**
 * libykcs11 would try an SO PIN that isn't a management key as the user PIN (measured).
 * @throws `pin-length`
 */
export function checkSoPin(token: TokenName, soPin: Buffer | null): void {
  if (tokenKind(token) !== 'piv-ykcs11' || soPin === null) return;
  if (!managementKey.test(soPin.toString('latin1'))) throw new AppError('pin-length');
}
