// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { useCertificates } from '../../state/certificates-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';

export interface DetailState {
  readonly detail: CertificateDetail | null;
  readonly error: AppError | null;
}

export function useDetail(sha256: string | null): DetailState {
  const [detail, setDetail] = useState<CertificateDetail | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const revision = useCertificates((state) => state.list?.revision);
  const vaultState = useVault((state) => state.status?.state);
  useEffect(() => {
    let current = true;
    if (sha256 === null) {
      setDetail(null);
      setError(null);
      return undefined;
    }
    ipc('certificates.detail', { sha256 }).then(
      (answer) => {
        if (!current) return;
        setDetail(answer);
        setError(null);
      },
      (thrown: unknown) => {
        if (!current) return;
        setDetail(null);
        setError(toAppError(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [sha256, revision, vaultState]);
  return { detail, error };
}
