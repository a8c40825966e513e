// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';
import type { ListRow } from '../../../shared/schemas/certificates/list-row.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { emptyQuery } from '../certificates-store.ts';

export interface VaultSearch {
  readonly search: string;
  readonly setSearch: (search: string) => void;
  readonly rows: readonly ListRow[] | null;
  readonly more: number;
  readonly error: AppError | null;
}

export function useVaultSearch(limit: number, withKey: boolean): VaultSearch {
  const { language } = useText();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<{ rows: readonly ListRow[]; count: number } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    const query: CertificateQuery = {
      ...emptyQuery,
      search,
      expired: 'mixed',
      language,
      ...(withKey && { withKey }),
    };
    ipc('certificates.page', { query, offset: 0, limit, facets: false }).then(
      ({ rows, rowCount }) => {
        if (!current) return;
        setFound({ rows, count: rowCount });
        setError(null);
      },
      (thrown: unknown) => current && setError(toAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, [search, language, limit, withKey]);
  return {
    search,
    setSearch,
    rows: found?.rows ?? null,
    more: (found?.count ?? 0) - (found?.rows.length ?? 0),
    error,
  };
}
