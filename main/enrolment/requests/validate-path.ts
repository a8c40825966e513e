// SPDX-License-Identifier: Apache-2.0
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import { type ChainCertificate, indexIssuers } from '../../x509/certificate/chain.ts';
import { issuersAbove } from '../../x509/certificate/issuers-above.ts';

export interface ReplyPath {
  readonly valid: boolean;
  /** SHA-256, leaf first. May be incomplete. */
  readonly path: readonly string[];
}

/** Limits the work on hostile files. */
const maxBeside = 64;

export function authoritiesAbove(
  certificate: ChainCertificate,
  pool: Iterable<ChainCertificate>,
  derOf: (sha256: string) => Uint8Array | null,
): Uint8Array[] {
  return issuersAbove(certificate, indexIssuers(pool), maxBeside).flatMap((sha256) => derOf(sha256) ?? []);
}

/** Returns null if there is no anchor. `pool` is DER, preferred first. */
export async function pathLeadsTo(
  parse: ParseClient,
  anchors: readonly FoundCertificate[],
  { leaf, pool }: { readonly leaf: Uint8Array; readonly pool: readonly Uint8Array[] },
  now: Date,
): Promise<boolean | null> {
  if (anchors.length === 0) return null;
  return (await validatePath(parse, { leaf, beside: pool.slice(0, maxBeside), anchors }, now)).valid;
}

/** Validates in the parser process (RFC 5280 §6), trusting only `anchors`. */
export async function validatePath(
  parse: ParseClient,
  {
    leaf,
    beside,
    anchors,
  }: {
    readonly leaf: Uint8Array;
    readonly beside: readonly Uint8Array[];
    readonly anchors: readonly FoundCertificate[];
  },
  now: Date,
): Promise<ReplyPath> {
  const file = (role: 'subject' | 'anchor', bytes: Uint8Array) => ({ role, bytes, password: null });
  const { valid, path } = await parse.run('validate', {
    files: [file('subject', leaf), ...anchors.map(({ der }) => file('anchor', der))],
    intermediates: [...beside],
    anchors: [],
    options: {
      at: `${now.toISOString().slice(0, 19)}Z`,
      policies: null,
      explicitPolicy: false,
      inhibitMapping: false,
      inhibitAny: false,
      name: null,
      purpose: 'any',
      maxDepth: null,
      rules: 'rfc5280',
      revocation: 'none',
    },
  });
  return { valid, path };
}
