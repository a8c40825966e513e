// SPDX-License-Identifier: Apache-2.0
import type { TokenReportMessage } from '../../child/pkcs11-protocol.ts';
import { numberCell, numberIn, skfText } from '../library/cells.ts';
import type { DeviceInfo } from '../library/layouts.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { pinType } from '../library/numbers.ts';
import { isGone, SkfError } from '../library/skf-error.ts';

export interface ReportedDevice {
  readonly reader: string;
  readonly info: DeviceInfo;
}

interface Tries {
  readonly left: number | null;
  readonly low: boolean;
  readonly byDefault: boolean;
}

/** `several` means the device has several applications. Throws SkfError for a removed device. */
export function applicationReport(
  library: SkfLibrary,
  { info }: ReportedDevice,
  { handle, name }: { readonly handle: SkfHandle; readonly name: Buffer },
  several: boolean,
): TokenReportMessage {
  const application = skfText(name);
  const [user, so] = [readTries(library, handle, pinType.user), readTries(library, handle, pinType.so)];
  const device = info.label || application;
  return {
    label: several && device !== application ? `${device} (${application})` : device,
    maker: info.maker,
    model: application,
    serial: info.serial,
    standard: 'skf',
    tries: { user: user.left, so: so.left },
    flags: {
      writeProtected: false,
      loginRequired: true,
      userPinInitialized: true,
      protectedAuthenticationPath: false,
      tokenInitialized: true,
      userPinCountLow: user.low,
      userPinFinalTry: user.left === 1,
      userPinLocked: user.left === 0,
      userPinToBeChanged: user.byDefault,
      soPinCountLow: so.low,
      soPinFinalTry: so.left === 1,
      soPinLocked: so.left === 0,
      soPinToBeChanged: so.byDefault,
    },
    // SKF doesn't report this.
    pinLength: { min: 0, max: 0 },
    freeBytes: info.freeBytes,
    totalBytes: info.totalBytes,
    generates: library.has('SKF_CreateContainer') && library.has('SKF_GenECCKeyPair') ? ['sm2'] : [],
    unblock: ['so-pin'],
    writesAs: 'user',
  };
}

const mostTries = 255;

function readTries(library: SkfLibrary, handle: SkfHandle, type: number): Tries {
  const [max, left, byDefault] = [numberCell(), numberCell(), numberCell()];
  try {
    library.call('SKF_GetPINInfo', handle, type, max, left, byDefault);
  } catch (error) {
    if (!(error instanceof SkfError) || isGone(error)) throw error;
    return { left: null, low: false, byDefault: false };
  }
  const [allowed, remaining] = [numberIn(max), numberIn(left)];
  const known = remaining <= mostTries && allowed <= mostTries && remaining <= allowed;
  return {
    left: known ? remaining : null,
    low: known && remaining < allowed,
    byDefault: byDefault.readInt32LE() === 1,
  };
}
