// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { PinFields } from './pin-fields.tsx';
import { type GivenPins, useWriteEntries } from './use-pin-entry.ts';

export interface AskedPins {
  readonly fields: ReactNode;
  readonly ready: boolean;
  readonly atReader: boolean;
  take(): GivenPins;
  refused(error: AppError): void;
}

export interface WritePinsPaneProps {
  readonly token: Token;
  readonly isDisabled: boolean;
  readonly isCountReported: boolean;
  readonly children: (pins: AskedPins) => ReactNode;
}

export function WritePinsPane({ token, isDisabled, isCountReported, children }: WritePinsPaneProps) {
  const { entry, soEntry } = useWriteEntries(token, true);
  const shown = { token, isDisabled, isCountReported };
  return children({
    fields: (
      <>
        <PinFields {...shown} entry={soEntry} />
        <PinFields {...shown} entry={entry} autoFocus />
      </>
    ),
    ready: entry.ready && soEntry.ready,
    atReader: entry.mode === 'pinpad',
    take() {
      const [user, so] = [entry.take(), soEntry.take()];
      return { ...user, soPin: so.pin, confirmedLastTry: user.confirmedLastTry || so.confirmedLastTry };
    },
    refused(error) {
      entry.refused(error);
      soEntry.refused(error);
    },
  });
}
