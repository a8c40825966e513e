// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CallOptions, Progress } from '../../../lib/ipc.ts';
import { useFocusAfterFailure } from '../../../lib/use-focus-after-failure.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { CodeEntry } from './code-entry.tsx';
import type { CodeLabels } from './code-fields.ts';
import { halfWidth } from './code-text.ts';

export interface Login {
  readonly hasUser: boolean;
  readonly hasCode: boolean;
  fields(labels: CodeLabels, isDisabled: boolean): ReactNode;
  value(): { readonly user: string; readonly code: string } | null;
  clear(): void;
  /** Clears the code, and marks its field if this code was refused. */
  refused(error: AppError): void;
  /** Clears the code as soon as it is sent. */
  clearedBy(options: CallOptions): CallOptions;
}

export function useLogin(form: string): Login {
  const [user, setUser] = useState('');
  const [code, setCode] = useState('');
  const given = halfWidth(code).trim();
  const [refusal, setRefusal] = useState<AppError | null>(null);
  useFocusAfterFailure(form, refusal);
  const clear = () => {
    setCode('');
    setRefusal(null);
  };
  useSecretsCleared(clear);
  return {
    hasUser: user.trim() !== '',
    hasCode: given !== '',
    fields: (labels, isDisabled) => (
      <>
        {labels.user !== null && (
          <CodeEntry field={labels.user} value={user} onChange={setUser} isDisabled={isDisabled} autoFocus />
        )}
        <CodeEntry
          field={labels.code}
          value={code}
          onChange={(typed) => {
            setRefusal(null);
            setCode(typed);
          }}
          isDisabled={isDisabled}
          isInvalid={refusal !== null}
          autoFocus={labels.user === null}
        />
      </>
    ),
    value: () => (given === '' ? null : { user: halfWidth(user).trim(), code: given }),
    clear,
    refused: (error) => {
      setCode('');
      setRefusal(error.code === 'code-refused' && given !== '' ? error : null);
    },
    clearedBy: (options) => ({
      ...options,
      onProgress: (progress: Progress) => {
        if (progress.step === 'server-sending') clear();
        options.onProgress?.(progress);
      },
    }),
  };
}
