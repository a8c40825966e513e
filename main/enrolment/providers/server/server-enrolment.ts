// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment.ts';
import type { TokenAlgorithm } from '../../../../shared/schemas/token.ts';
import type { TokenRun } from '../../../tokens/tokens-service.ts';
import type { RequestContent } from '../../../x509/write-request.ts';
import type { TakenCertificate } from '../../requests/take-for-request.ts';
import type { EnrolmentParts } from '../../enrolment-parts.ts';
import type { HostTrusts } from './host-trust.ts';
import type { GivenTrust, KnownTrust } from './server-trust.ts';

/**
 * What a person has from the authority: 参考号 and 授权码, or over EST one code alone with no user (RFC 7030 §3.2.3; RFC 9483
 * §4.1.5).
 */
export interface ServerLogin {
  readonly user: string;
  readonly code: string;
}

/** PKCS#10, DER, under the key of a request. */
export type ContentSigner = (content: RequestContent) => Promise<Uint8Array>;

/** What a person brings along. */
export interface ServerAsk {
  readonly trust: GivenTrust;
  /** Null: without a code. Kept nowhere. */
  readonly login: ServerLogin | null;
  readonly acceptNames: boolean;
  /**
   * Called, before any connection stands, where a request has to be signed once more (for its connection, RFC 7030 §3.5):
   * opens the vault and returns null, or gives what signs on the token that has the key. Absent: the vault as it is.
   */
  readonly signer?: (request: PendingRequest) => Promise<ContentSigner | null>;
  /** Where it is told how far it is, and from where it can be given up. */
  readonly run?: TokenRun;
  /**
   * Called when it is known whom the server has to lead to, and before anything is made or sent. Throws what speaks against it.
   * `signal`: gives it up.
   */
  readonly before?: (known: KnownTrust, signal?: AbortSignal) => Promise<void>;
}

export type ServerOutcome =
  /** `unconfirmed`: over CMP the authority did not hear that it arrived, and may take it back. */
  | ({ readonly state: 'issued'; readonly unconfirmed?: true } & TakenCertificate)
  /** `retryAfterSeconds`: as the server said, a week at most; null: it did not say. */
  | { readonly state: 'pending'; readonly request: PendingRequest; readonly retryAfterSeconds: number | null };

/** What a provider is made from. */
export interface ServerParts extends EnrolmentParts {
  readonly trust: Pick<HostTrusts, 'knownFor'>;
}

/** A request that is kept already, for a key of this kind. */
export type MakeRequest = (algorithm: TokenAlgorithm) => Promise<PendingRequest>;

/**
 * Applying at a server, whichever protocol it speaks (E04, E09). The server is verified before anything goes out, and the
 * request is kept before it is sent: whatever ends the program, `again` goes on. Errors of all: those of `resolveTrust`
 * and `takeIssued`, `profile-invalid`, `cancelled` (what was kept before stays).
 */
export interface ServerEnrolment {
  /**
   * The first half of `enrol`: a request that is kept and not sent. Over EST the server is asked where nobody says which
   * kind of key. `again` sends it.
   */
  start(
    held: HeldProfile,
    algorithm: TokenAlgorithm | null,
    ask: ServerAsk,
    make: MakeRequest,
  ): Promise<PendingRequest>;
  /** `algorithm` null: the first that the profile allows and the server, over EST, names. */
  enrol(held: HeldProfile, algorithm: TokenAlgorithm | null, ask: ServerAsk, make: MakeRequest): Promise<ServerOutcome>;
  /** A kept request, for the first time or again. Errors: `not-found`. */
  again(id: string, held: HeldProfile, ask: ServerAsk): Promise<ServerOutcome>;
  /**
   * A certificate for the same holder. Which key it gets is what `make` makes. A renewal that is under way goes on. The old one
   * stays as it is until the new one is in: the path and the key are proven before. Errors: `not-found`, `vault-locked`.
   */
  renew(
    sha256: string,
    held: HeldProfile,
    algorithm: TokenAlgorithm | null,
    ask: ServerAsk,
    make: (algorithm: TokenAlgorithm, holder: Uint8Array) => Promise<PendingRequest>,
  ): Promise<ServerOutcome>;
}
