// SPDX-License-Identifier: Apache-2.0
import type { PinState, Token } from '../../../shared/schemas/token.ts';
import type { Tone } from '../../lib/text/countdown.ts';

export const pinTone: Record<PinState, Tone> = {
  ok: 'ok',
  low: 'warn',
  final: 'bad',
  locked: 'bad',
  unset: 'off',
  'to-be-changed': 'warn',
};

/** Combines the token's report with our count, because not all tokens report wrong PINs. */
export function pinStateOf({ pin, lastTry, wrongPins }: Token): PinState {
  if (pin === 'locked' || pin === 'unset') return pin;
  if (lastTry || pin === 'final') return 'final';
  return pin === 'ok' && wrongPins > 0 ? 'low' : pin;
}

export function soPinStateOf({ soPin, soLastTry, wrongSoPins }: Token): PinState {
  if (soPin === 'locked' || soPin === 'unset') return soPin;
  if (soLastTry || soPin === 'final') return 'final';
  return soPin === 'ok' && wrongSoPins > 0 ? 'low' : soPin;
}
