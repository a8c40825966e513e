// SPDX-License-Identifier: Apache-2.0
import type { PathReasonCode } from '../../../shared/domain/trust/path-reasons.ts';
import type { PathCertificate } from './path-certificate.ts';

export type PathPurpose = 'client' | 'server' | 'email' | 'any';

export type ExpectedName =
  | { readonly kind: 'dns' | 'email'; readonly text: string }
  | { readonly kind: 'ip'; readonly octets: Uint8Array };

/** RFC 5280 §6.1.1, plus extras. */
export interface PathOptions {
  /** ISO 8601 UTC, whole seconds. */
  readonly at: string;
  /** Null: any policy. */
  readonly initialPolicies: readonly string[] | null;
  readonly explicitPolicy: boolean;
  readonly inhibitMapping: boolean;
  readonly inhibitAnyPolicy: boolean;
  readonly name: ExpectedName | null;
  readonly purpose: PathPurpose;
  /** Intermediates that are not self-issued; null: the search limit. */
  readonly maxDepth: number | null;
  readonly rules: 'rfc5280' | 'webpki';
  readonly revocation: 'none' | 'soft' | 'required';
}

/** `detail`: as in `PathReason`. */
export type Report = (certificate: PathCertificate, code: PathReasonCode, detail?: string) => void;

/** For servers: enforces what personal certificates of small CAs get wrong. */
export function isStrict({ purpose, name, rules }: PathOptions): boolean {
  return rules === 'webpki' || purpose === 'server' || name?.kind === 'dns' || name?.kind === 'ip';
}
