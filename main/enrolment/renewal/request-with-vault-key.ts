// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { KeyAlgorithm } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import type { CertificatesService } from '../../certificates/certificates-service.ts';
import type { EnrolmentService } from '../enrolment-service.ts';
import type { NewKeyPlace } from '../requests/new-request.ts';

interface RequestParts {
  readonly certificates: Pick<CertificatesService, 'summary'>;
  readonly enrolment: Pick<EnrolmentService, 'request'>;
}

/**
 * Returns `make` for `ServerEnrolment.renew`. Reuses the old key if the guide says so and `madeBy` is the vault.
 * Errors: `not-found`, those of `EnrolmentService.request`.
 */
export function requestWithVaultKey(
  { certificates, enrolment }: RequestParts,
  held: HeldProfile,
  sha256: string,
  madeBy: NewKeyPlace = { in: 'vault' },
): (algorithm: KeyAlgorithm, holder: Uint8Array) => Promise<PendingRequest> {
  return async (algorithm, certificate) => {
    const { place } = await certificates.summary(sha256);
    const renewing = { place, purpose: 'renew', renews: sha256 } as const;
    if (held.profile.renewalKey === 'same' && madeBy.in === 'vault') {
      return (await enrolment.request(held, { sameAs: sha256, signer: null, ...renewing })).request;
    }
    const wanted = { holder: { certificate }, algorithm, key: madeBy } as const;
    return (await enrolment.request(held, { ...wanted, ...renewing })).request;
  };
}
