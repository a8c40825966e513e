// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useLiveToken } from '../use-live-token.ts';
import { pinStateOf, soPinStateOf } from '../token-words.ts';

/** Whose PIN: PIN, 管理员 PIN, 解锁码 (PUK). */
export type PinOwner = 'user' | 'so' | 'puk';

/** `open`: unlocked before. `none`: the token asks for none. `pinpad`: typed at the reader. */
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
  /** Of a PIV token, what takes the place of the 管理员 PIN. */
  readonly isManagementKey: boolean;
  readonly typed: string;
  readonly word: string;
  /** Wrong entries in a row so far. */
  readonly wrong: number;
  /** The token says that wrong entries were made. */
  readonly low: boolean;
  readonly lastTry: boolean;
  readonly ready: boolean;
  type(pin: string): void;
  confirm(word: string): void;
  /** For one call: the field is empty afterwards, whatever becomes of it. */
  take(): GivenPin;
  /** Main refused: it may know of a last try that the token did not tell of. */
  refused(error: AppError): void;
}

/** A PIN being typed, and what has to be confirmed before it may be sent. It lives in this state alone (X04). */
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
  /** 管理员 PIN, where the token writes under it. */
  readonly soEntry: PinEntry;
}

/** PINs for a change of what lies on the token. `signs`: a key signs before or after, for which a PIV token wants the PIN anew. `eachTime`: that key always does. */
export function useWriteEntries(given: Token, signs: boolean, eachTime = false): WriteEntries {
  const { changesNeedSoPin } = useLiveToken(given);
  const owner = changesNeedSoPin && !signs ? null : 'user';
  return {
    entry: usePinEntry(given, owner, changesNeedSoPin || eachTime),
    soEntry: usePinEntry(given, changesNeedSoPin ? 'so' : null),
  };
}
