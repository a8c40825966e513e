// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment.ts';
import type { TokenAlgorithm } from '../../../../shared/schemas/token.ts';
import type { TokenRun } from '../../../tokens/tokens-service.ts';
import type { RequestContent } from '../../../x509/write-request.ts';
import type { TakenCertificate } from '../../requests/take-for-request.ts';
import type { EnrolmentParts } from '../../enrolment-parts.ts';
import type { HostTrusts } from './host-trust.ts';
import type { GivenTrust, KnownTrust } from './server-trust.ts';

/** 参考号 and 授权码, or over EST a single code without a user (RFC 7030 §3.2.3; RFC 9483 §4.1.5). */
export interface ServerLogin {
  readonly user: string;
  readonly code: string;
}

/** PKCS#10, DER, under the key of a request. */
export type ContentSigner = (content: RequestContent) => Promise<Uint8Array>;

export interface ServerAsk {
  readonly trust: GivenTrust;
  /** Null: no code. Never stored. */
  readonly login: ServerLogin | null;
  readonly acceptNames: boolean;
  /**
   * Called before connecting when a request must be re-signed (RFC 7030 §3.5): unlocks the vault and returns null, or
   * returns a signer on the key's token. Absent: use the vault as is.
   */
  readonly signer?: (request: PendingRequest) => Promise<ContentSigner | null>;
  /** Progress and cancellation. */
  readonly run?: TokenRun;
  /** Called once trust is known, before anything is made or sent. Throws to stop. */
  readonly before?: (known: KnownTrust, signal?: AbortSignal) => Promise<void>;
}

export type ServerOutcome =
  /** `unconfirmed`: the CMP confirmation failed, so the CA may revoke the certificate. */
  | ({ readonly state: 'issued'; readonly unconfirmed?: true } & TakenCertificate)
  /** At most a week; null: the server gave none. */
  | { readonly state: 'pending'; readonly request: PendingRequest; readonly retryAfterSeconds: number | null };

export interface ServerParts extends EnrolmentParts {
  readonly trust: Pick<HostTrusts, 'knownFor'>;
}

/** Makes and stores a request for a key of this kind. */
export type MakeRequest = (algorithm: TokenAlgorithm) => Promise<PendingRequest>;

/**
 * Applying at a server over any protocol (E04, E09). The server is verified before anything is sent, and requests are
 * stored first: after a crash, `again` resumes. Errors of all: those of `resolveTrust` and `takeIssued`,
 * `profile-invalid`, `cancelled` (stored requests stay).
 */
export interface ServerEnrolment {
  /** First half of `enrol`: stores a request for `again` to send. Asks an EST server if `algorithm` is null. */
  start(
    held: HeldProfile,
    algorithm: TokenAlgorithm | null,
    ask: ServerAsk,
    make: MakeRequest,
  ): Promise<PendingRequest>;
  /** `algorithm` null: the first that the profile allows and an EST server names. */
  enrol(held: HeldProfile, algorithm: TokenAlgorithm | null, ask: ServerAsk, make: MakeRequest): Promise<ServerOutcome>;
  /** First or repeated sending. Errors: `not-found`. */
  again(id: string, held: HeldProfile, ask: ServerAsk): Promise<ServerOutcome>;
  /**
   * Same holder; `make` decides the key. Resumes a pending renewal. The old certificate is untouched until path and key
   * of the new one are proven. Errors: `not-found`, `vault-locked`.
   */
  renew(
    sha256: string,
    held: HeldProfile,
    algorithm: TokenAlgorithm | null,
    ask: ServerAsk,
    make: (algorithm: TokenAlgorithm, holder: Uint8Array) => Promise<PendingRequest>,
  ): Promise<ServerOutcome>;
}
