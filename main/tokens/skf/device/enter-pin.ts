// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { endedByNul, numberCell } from '../library/cells.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { pinType } from '../library/numbers.ts';

type Who = keyof typeof pinType;

/** Sends the PIN once: resending could cost a try. Throws `pin-length`; SkfError. */
export function verifyPin(library: SkfLibrary, application: SkfHandle, who: Who, pin: Uint8Array): void {
  withPins([pin], ([octets]) => library.call('SKF_VerifyPIN', application, pinType[who], octets, numberCell()));
}

export function changePin(
  library: SkfLibrary,
  application: SkfHandle,
  who: Who,
  pins: { readonly oldPin: Uint8Array; readonly newPin: Uint8Array },
): void {
  withPins([pins.oldPin, pins.newPin], ([oldPin, newPin]) =>
    library.call('SKF_ChangePIN', application, pinType[who], oldPin, newPin, numberCell()),
  );
}

export function unblockPin(
  library: SkfLibrary,
  application: SkfHandle,
  pins: { readonly soPin: Uint8Array; readonly newPin: Uint8Array },
): void {
  withPins([pins.soPin, pins.newPin], ([soPin, newPin]) =>
    library.call('SKF_UnblockPIN', application, soPin, newPin, numberCell()),
  );
}

type Octets<N extends readonly Uint8Array[]> = { [K in keyof N]: Buffer };

/** An embedded NUL would shorten the PIN. */
function withPins<const N extends readonly Uint8Array[]>(pins: N, work: (octets: Octets<N>) => void): void {
  if (pins.some((pin) => pin.includes(0))) throw new AppError('pin-length');
  const octets = pins.map((pin) => endedByNul(Buffer.from(pin.buffer, pin.byteOffset, pin.byteLength)));
  try {
    work(octets as unknown as Octets<N>);
  } finally {
    for (const each of octets) each.fill(0);
  }
}
