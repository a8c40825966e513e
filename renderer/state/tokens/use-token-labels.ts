// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useRenewals } from '../enrolment/renewals-store.ts';
import { useTokens } from './tokens-store.ts';

/** Labels by serial, from the last tokens read and the loaded renewals. */
export function useTokenLabels(): ReadonlyMap<string, string> {
  const tokens = useTokens((state) => state.last);
  const rows = useRenewals((state) => state.rows);
  return useMemo(() => {
    const known = (rows ?? []).flatMap((row) => {
      const onToken = row.kind === 'certificate' ? row.certificate.keyOnToken : null;
      return onToken === null ? [] : [onToken];
    });
    const all = [...known, ...(tokens ?? [])].filter(({ serial, label }) => serial !== '' && label.trim() !== '');
    return new Map(all.map(({ serial, label }) => [serial, label]));
  }, [tokens, rows]);
}
