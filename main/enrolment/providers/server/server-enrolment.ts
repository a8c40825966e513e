// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { KeyAlgorithm } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import type { TokenRun } from '../../../tokens/tokens-service.ts';
import type { RequestContent } from '../../../x509/requests/write-request.ts';
import type { TakenCertificate } from '../../requests/settle-requests.ts';
import type { EnrolmentParts } from '../../enrolment-parts.ts';
import type { HostTrusts } from './host-trust.ts';
import type { GivenTrust, KnownTrust } from './server-trust.ts';

/** 参考号 and 授权码, or over EST only a code (RFC 7030 §3.2.3; RFC 9483 §4.1.5). */
export interface ServerLogin {
  readonly user: string;
  readonly code: string;
}

/** PKCS#10, DER. */
export type ContentSigner = (content: RequestContent) => Promise<Uint8Array>;

export interface ServerAsk {
  readonly trust: GivenTrust;
  /** Never stored. */
  readonly login: ServerLogin | null;
  readonly acceptNames: boolean;
  /**
   * Called before connecting when a request must be re-signed (RFC 7030 §3.5): unlocks the vault (null) or returns the
   * token's signer.
   */
  readonly signer?: (request: PendingRequest) => Promise<ContentSigner | null>;
  readonly run?: TokenRun;
  /** Called once trust is known, before anything is sent. Throws to stop. */
  readonly before?: (known: KnownTrust, signal?: AbortSignal) => Promise<void>;
}

export type ServerOutcome =
  /** `unconfirmed`: CMP confirmation failed; the CA may revoke it. */
  | ({ readonly state: 'issued'; readonly unconfirmed?: true } & TakenCertificate)
  /** At most a week. */
  | { readonly state: 'pending'; readonly request: PendingRequest; readonly retryAfterSeconds: number | null };

export interface ServerParts extends EnrolmentParts {
  readonly trust: Pick<HostTrusts, 'knownFor'>;
}

export type MakeRequest = (algorithm: KeyAlgorithm) => Promise<PendingRequest>;

/**
 * E04, E09. Requests are stored before sending: `resume` resumes. Errors: those of `resolveTrust` and `acceptIssued`,
 * `profile-invalid`, `cancelled` (stored requests stay).
 */
export interface ServerEnrolment {
  /** Stores a request for `resume` to send. */
  start(held: HeldProfile, algorithm: KeyAlgorithm | null, ask: ServerAsk, make: MakeRequest): Promise<PendingRequest>;
  /** `algorithm` null: the first the profile allows and an EST server names. */
  enrol(held: HeldProfile, algorithm: KeyAlgorithm | null, ask: ServerAsk, make: MakeRequest): Promise<ServerOutcome>;
  /** Errors: `not-found`. */
  resume(id: string, held: HeldProfile, ask: ServerAsk): Promise<ServerOutcome>;
  /** Resumes a pending renewal; leaves the old certificate untouched. Errors: `not-found`, `vault-locked`. */
  renew(
    sha256: string,
    held: HeldProfile,
    algorithm: KeyAlgorithm | null,
    ask: ServerAsk,
    make: (algorithm: KeyAlgorithm, holder: Uint8Array) => Promise<PendingRequest>,
  ): Promise<ServerOutcome>;
}
