// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useTokens } from '../../../state/tokens/tokens-store.ts';
import { pinStateOf, soPinStateOf } from '../token-words.ts';

export type PinOwner = 'user' | 'so' | 'puk';

/** `open`: already unlocked. `none`: none needed. `pinpad`: typed at the reader. */
export type PinMode = 'none' | 'open' | 'pinpad' | 'typed' | 'locked' | 'unset';

export interface GivenPin {
  readonly pin: string | null | undefined;
  readonly confirmedLastTry: boolean;
}

export interface GivenPins extends GivenPin {
  readonly soPin: string | null | undefined;
}

export interface PinEntry {
  readonly owner: PinOwner;
  readonly mode: PinMode;
  /** PIV uses a management key instead of the SO PIN. */
  readonly isManagementKey: boolean;
  readonly typed: string;
  readonly word: string;
  readonly wrong: number;
  readonly left: number | null;
  /** The token or our own count reports wrong entries. */
  readonly low: boolean;
  readonly lastTry: boolean;
  readonly ready: boolean;
  type(pin: string): void;
  confirm(word: string): void;
  /** Call only once per attempt, because it always clears the field. */
  take(): GivenPin;
  /** Call after a failure, because main may know of a last try that the token didn't report. */
  refused(error: AppError): void;
}

/** Stores the PIN only in React state. */
export function usePinEntry(given: Token, owner: PinOwner | null, always = false): PinEntry {
  const { t } = useText();
  const token = useLiveToken(given);
  const [typed, type] = useState('');
  const [word, confirm] = useState('');
  const [warned, setWarned] = useState(false);
  const state = owner === 'so' ? soPinStateOf(token) : owner === 'user' ? pinStateOf(token) : 'ok';
  const mode = modeOf(token, owner, always);
  const lastTry = (mode === 'typed' || mode === 'pinpad') && (warned || state === 'final');
  const confirmed = lastTry && word.trim() === t('tokenWork.pin.lastWord');
  const enough = mode === 'none' || mode === 'open' || mode === 'pinpad' || (mode === 'typed' && typed !== '');
  return {
    owner: owner ?? 'user',
    isManagementKey: owner === 'so' && token.changesNeedSoPin,
    mode,
    typed,
    word,
    wrong: owner === 'so' ? token.wrongSoPins : owner === 'user' ? token.wrongPins : 0,
    left: owner === 'so' ? token.tries.so : owner === 'user' ? token.tries.user : null,
    low: state === 'low',
    lastTry,
    ready: enough && (!lastTry || confirmed),
    type,
    confirm,
    take() {
      const pin = mode === 'typed' ? typed : mode === 'pinpad' ? null : undefined;
      type('');
      confirm('');
      return { pin, confirmedLastTry: confirmed };
    },
    refused({ code }) {
      if (code === 'pin-last-try') setWarned(true);
    },
  };
}

function modeOf(token: Token, owner: PinOwner | null, always: boolean): PinMode {
  const asks = token.pinpad ? 'pinpad' : 'typed';
  if (owner === null) return 'none';
  if (owner === 'puk') return asks;
  if (owner === 'so') return token.soPin === 'locked' ? 'locked' : asks;
  if (!token.loginRequired && !always) return 'none';
  if (token.unlocked && !always) return 'open';
  if (token.pin === 'locked' || token.pin === 'unset') return token.pin;
  return asks;
}

export interface WriteEntries {
  readonly entry: PinEntry;
  readonly soEntry: PinEntry;
}

/**
 * If writing needs the SO PIN, the user PIN is needed only if the operation `signs`. `eachTime`: the key needs the user
 * PIN even on an unlocked token.
 */
export function useWriteEntries(given: Token, signs: boolean, eachTime = false): WriteEntries {
  const { changesNeedSoPin } = useLiveToken(given);
  const owner = changesNeedSoPin && !signs ? null : 'user';
  return {
    entry: usePinEntry(given, owner, changesNeedSoPin || eachTime),
    soEntry: usePinEntry(given, changesNeedSoPin ? 'so' : null),
  };
}

/** Returns the token's current state, or the given token once unplugged. */
function useLiveToken(token: Token): Token {
  return useTokens((state) => state.tokens?.find(({ id }) => id === token.id)) ?? token;
}
