import { AppError } from '../../../shared/domain/app-error.ts';
import type { Lease } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import type * as Pkcs11js from 'pkcs11js';
import { unpadded } from './padded-text.ts';
import type { TokenReportMessage } from './pkcs11-protocol.ts';

/** With what a forgotten or locked PIN can be set anew through the module of this token. */
export function waysToUnblock(info: Pkcs11js.TokenInfo): TokenReportMessage['unblock'] {
  return isPiv(info) ? [] : ['so-pin'];
}

/** PIV (SP 800-73): the management key opens no PIN, and keys have places of their own. */
export function isPiv({ model }: Pick<Pkcs11js.TokenInfo, 'model'>): boolean {
  return /^(YubiKey|PIV)/.test(unpadded(model));
}

/** @throws AppError `not-available` */
export function unblockWithPuk(_module: LoadedModule, _lease: Lease, _puk: Buffer, _newPin: Buffer): void {
  throw new AppError('not-available');
}
