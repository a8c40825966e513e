// SPDX-License-Identifier: Apache-2.0
import type { PathReasonCode } from '../../../shared/domain/path-reasons.ts';
import type { PathCertificate } from './path-certificate.ts';

export type PathPurpose = 'client' | 'server' | 'email' | 'any';

/** Whom the certificate must be for. */
export type ExpectedName =
  | { readonly kind: 'dns' | 'email'; readonly text: string }
  | { readonly kind: 'ip'; readonly octets: Uint8Array };

/** The inputs of RFC 5280 §6.1.1 beside the path and its anchor, and what is asked beyond them. */
export interface PathOptions {
  /** ISO 8601 UTC, whole seconds. */
  readonly at: string;
  /** The user-initial-policy-set; null: any policy. */
  readonly initialPolicies: readonly string[] | null;
  readonly explicitPolicy: boolean;
  readonly inhibitMapping: boolean;
  readonly inhibitAnyPolicy: boolean;
  readonly name: ExpectedName | null;
  readonly purpose: PathPurpose;
  /** Certificates between leaf and anchor that are not self-issued; null: no limit but the search's own. */
  readonly maxDepth: number | null;
  readonly rules: 'rfc5280' | 'webpki';
  readonly revocation: 'none' | 'soft' | 'required';
}

/** Takes one finding about a certificate of the path; `detail` as `PathReason` has it. */
export type Report = (certificate: PathCertificate, code: PathReasonCode, detail?: string) => void;

/**
 * Whether what RFC 5280 demands of authorities but lets a relying party overlook (§4.1.2.2: "SHOULD be prepared to
 * gracefully handle") refuses: for servers it does, personal certificates of small authorities are taken as they are.
 */
export function isStrict({ purpose, name, rules }: PathOptions): boolean {
  return rules === 'webpki' || purpose === 'server' || name?.kind === 'dns' || name?.kind === 'ip';
}
