// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { KeyAlgorithm } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import type { TokenRun } from '../../../tokens/tokens-service.ts';
import type { RequestContent } from '../../../x509/requests/write-request.ts';
import type { TakenCertificate } from '../../requests/settle-requests.ts';
import type { EnrolmentParts } from '../../enrolment-parts.ts';
import type { HostTrusts } from './host-trust.ts';
import type { GivenTrust, KnownTrust } from './server-trust.ts';

/** Reference number and authorization code (RFC 7030 §3.2.3, RFC 9483 §4.1.5). For EST, `user` may be empty. */
export interface ServerLogin {
  readonly user: string;
  readonly code: string;
}

export type ContentSigner = (content: RequestContent) => Promise<Uint8Array>;

export interface ServerAsk {
  readonly trust: GivenTrust;
  readonly login: ServerLogin | null;
  readonly acceptNames: boolean;
  /**
   * Called before sending if the request's key must sign (RFC 7030 §3.5). Returns the token's signer, or unlocks the
   * vault and returns null.
   */
  readonly signer?: (request: PendingRequest) => Promise<ContentSigner | null>;
  readonly run?: TokenRun;
  /** Called once trust is known, before sending. Throws to stop. */
  readonly before?: (known: KnownTrust, signal?: AbortSignal) => Promise<void>;
}

export type ServerOutcome =
  | ({ readonly state: 'issued'; readonly unconfirmed?: true } & TakenCertificate)
  /** `retryAfterSeconds` is at most a week. */
  | { readonly state: 'pending'; readonly request: PendingRequest; readonly retryAfterSeconds: number | null };

export interface ServerParts extends EnrolmentParts {
  readonly trust: Pick<HostTrusts, 'knownFor'>;
}

export type MakeRequest = (algorithm: KeyAlgorithm) => Promise<PendingRequest>;

/**
 * Stores requests before sending them, so `resume` can continue. Errors: those of `resolveTrust` and `acceptIssued`,
 * `profile-invalid`, `cancelled` (stored requests remain).
 */
export interface ServerEnrolment {
  start(held: HeldProfile, algorithm: KeyAlgorithm | null, ask: ServerAsk, make: MakeRequest): Promise<PendingRequest>;
  /** If `algorithm` is null, uses the profile's first, preferring one that the EST server lists. */
  enrol(held: HeldProfile, algorithm: KeyAlgorithm | null, ask: ServerAsk, make: MakeRequest): Promise<ServerOutcome>;
  resume(id: string, held: HeldProfile, ask: ServerAsk): Promise<ServerOutcome>;
  /** Resumes a pending renewal. Keeps the old certificate. Errors: `not-found`, `needs-replacement`, `vault-locked`. */
  renew(
    sha256: string,
    held: HeldProfile,
    algorithm: KeyAlgorithm | null,
    ask: ServerAsk,
    make: (algorithm: KeyAlgorithm, holder: Uint8Array) => Promise<PendingRequest>,
  ): Promise<ServerOutcome>;
}
