// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { PinFields } from './pin-fields.tsx';
import { type GivenPin, usePinEntry } from './use-pin-entry.ts';

/** A typed PIN is sent at most once. */
export interface AskedPin {
  readonly fields: ReactNode;
  readonly ready: boolean;
  readonly lastTry: boolean;
  take(): GivenPin;
  refused(error: AppError): void;
}

export interface PinPaneProps {
  readonly token: Token;
  readonly isDisabled: boolean;
  readonly label?: string;
  /** Asks even if the token is unlocked. */
  readonly always?: boolean;
  readonly isCountReported?: boolean;
  readonly refusal?: AppError | null;
  readonly autoFocus?: boolean;
  readonly children: (pin: AskedPin) => ReactNode;
}

export function PinPane({ token, always = false, children, ...shown }: PinPaneProps) {
  const entry = usePinEntry(token, 'user', always);
  return children({
    fields: <PinFields token={token} entry={entry} {...shown} />,
    ready: entry.ready,
    lastTry: entry.lastTry,
    take: () => entry.take(),
    refused: (error) => entry.refused(error),
  });
}
