// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { RenewalFacts } from '../../../../shared/schemas/enrolment/renewal.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { refreshEnrolment } from '../../../state/enrolment/enrolment-store.ts';

export interface Renewed {
  readonly detail: CertificateDetail;
  readonly facts: RenewalFacts;
}

/** Loads only once, because renewing changes the facts. */
export function useRenewed(sha256: string): { readonly renewed: Renewed | null; readonly error: AppError | null } {
  const [renewed, setRenewed] = useState<Renewed | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      const [detail, facts] = await Promise.all([
        ipc('certificates.detail', { sha256 }),
        ipc('renewals.of', { sha256 }),
        refreshEnrolment(),
      ]);
      if (current) setRenewed({ detail, facts });
    };
    ask().catch((thrown: unknown) => {
      if (current) setError(toAppError(thrown));
    });
    return () => {
      current = false;
    };
  }, [sha256]);
  return { renewed, error };
}
