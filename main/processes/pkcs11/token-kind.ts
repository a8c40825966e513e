// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TokenReportMessage } from './pkcs11-protocol.ts';

export interface TokenName {
  readonly label: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
}

/**
 * What must be known of a token beyond PKCS#11. PIV cards (SP 800-73) have numbered places for keys, a management key
 * instead of an SO PIN, and a PUK that no PKCS#11 function takes (measured: libykcs11 2.7.1 knows no C_InitPIN; OpenSC
 * 0.26.1 takes a PUK only when its own configuration says so).
 */
export type TokenKind = 'plain' | 'nss' | 'piv-ykcs11' | 'piv-opensc';

export function tokenKind({ maker, model }: Pick<TokenName, 'maker' | 'model'>): TokenKind {
  if (maker.startsWith('Yubico') && model.startsWith('YubiKey')) return 'piv-ykcs11';
  if (maker.startsWith('Mozilla')) return 'nss';
  return maker === 'piv_II' ? 'piv-opensc' : 'plain';
}

/** With what a forgotten or locked PIN can be set anew. The PUK goes to the card over PC/SC: see piv-unblock.ts. */
export function waysToUnblock(token: TokenName): TokenReportMessage['unblock'] {
  const kind = tokenKind(token);
  // NSS knows an officer only before the first PIN (measured: CKR_USER_TYPE_INVALID).
  if (kind === 'plain' || kind === 'nss') return kind === 'plain' ? ['so-pin'] : [];
  return process.platform === 'linux' ? ['puk'] : [];
}

/**
 * Makers fill an unused serial with blanks or noughts, and OpenSC does so for PIV cards that have no CHUID yet: two such
 * tokens cannot be told apart.
 */
export function isNameless({ serial }: Pick<TokenName, 'serial'>): boolean {
  return /^[0\s]*$/.test(serial);
}

/** Who must be logged in to make, import and delete. */
export function writesAs(token: TokenName): 'user' | 'so' {
  return tokenKind(token) === 'piv-ykcs11' ? 'so' : 'user';
}

/** Management keys in hexadecimal: 3DES and AES-192, AES-128, AES-256. */
const managementKey = /^([0-9a-f]{48}|[0-9a-f]{32}|[0-9a-f]{64})$/i;

/**
 * libykcs11 takes anything else for the PIN, by which it would get at a management key that lies on the card: a try of
 * the user's would be gone (measured).
 * @throws AppError `pin-length`
 */
export function checkSoPin(token: TokenName, soPin: Buffer | null): void {
  if (tokenKind(token) !== 'piv-ykcs11' || soPin === null) return;
  if (!managementKey.test(soPin.toString('latin1'))) throw new AppError('pin-length');
}
