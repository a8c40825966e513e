// SPDX-License-Identifier: Apache-2.0
import type { PathReasonCode } from '../../../shared/domain/trust/path-reasons.ts';
import type { PathCertificate } from './path-certificate.ts';

export type PathPurpose = 'client' | 'server' | 'email' | 'any';

export type ExpectedName =
  | { readonly kind: 'dns' | 'email'; readonly text: string }
  | { readonly kind: 'ip'; readonly octets: Uint8Array };

export interface PathOptions {
  readonly at: string;
  readonly initialPolicies: readonly string[] | null;
  readonly explicitPolicy: boolean;
  readonly inhibitMapping: boolean;
  readonly inhibitAnyPolicy: boolean;
  readonly name: ExpectedName | null;
  readonly purpose: PathPurpose;
  readonly maxDepth: number | null;
  readonly rules: 'rfc5280' | 'webpki';
  readonly revocation: 'none' | 'soft' | 'required';
}

export type Report = (certificate: PathCertificate, code: PathReasonCode, detail?: string) => void;

/** Server certificates must follow rules that personal certificates of small CAs often break. */
export function isStrict({ purpose, name, rules }: PathOptions): boolean {
  return rules === 'webpki' || purpose === 'server' || name?.kind === 'dns' || name?.kind === 'ip';
}
