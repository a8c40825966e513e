// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import type { CallOptions, Progress } from '../../../lib/ipc.ts';
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
  /** Clears the code as soon as it is sent. */
  clearedBy(options: CallOptions): CallOptions;
}

export function useLogin(): Login {
  const [user, setUser] = useState('');
  const [code, setCode] = useState('');
  const given = halfWidth(code).trim();
  const clear = () => setCode('');
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
          onChange={setCode}
          isDisabled={isDisabled}
          autoFocus={labels.user === null}
        />
      </>
    ),
    value: () => (given === '' ? null : { user: halfWidth(user).trim(), code: given }),
    clear,
    clearedBy: (options) => ({
      ...options,
      onProgress: (progress: Progress) => {
        if (progress.step === 'server-sending') clear();
        options.onProgress?.(progress);
      },
    }),
  };
}
