// SPDX-License-Identifier: Apache-2.0
import type { KeptIssuer } from '../../../shared/schemas/trust/revocation.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { Caller } from './caller.ts';

/**
 * Stores issuers whose keys verify the path below them, without trusting them. `path` holds SHA-256 hashes, leaf
 * first. Errors: `vault-missing`, those of `importItems` and of the parse child.
 */
export async function keepIssuers(
  { vault, parse }: { readonly vault: VaultAccess; readonly parse: ParseClient },
  got: Caller['got'],
  path: readonly string[],
): Promise<KeptIssuer[]> {
  const open = await vault.require();
  const found = new Map<string, { readonly certificate: FoundCertificate; readonly url: string }>();
  for (const { contact, part } of got.filter((each) => each.contact.kind === 'issuer')) {
    const { certificates } = await parse.run('inspect', { bytes: part.bytes, password: null });
    for (const certificate of certificates) found.set(certificate.fields.sha256, { certificate, url: contact.url });
  }
  const ders = path.map((sha256) => open.getDer(sha256) ?? found.get(sha256)?.certificate.der ?? null);
  const unknown = ders.indexOf(null);
  const chain = ders.slice(0, unknown < 0 ? ders.length : unknown) as Uint8Array[];
  // Verify the whole path, because DSA keys may inherit parameters from an issuer.
  const { signatures } = await parse.run('verifyChain', { chain, lastIsSelfSigned: false });
  const kept: KeptIssuer[] = [];
  for (const [index, sha256] of path.slice(0, chain.length).entries()) {
    const issuer = found.get(sha256);
    if (index === 0 || issuer === undefined) continue;
    if (signatures[index - 1] !== 'valid') break;
    const origin = { via: 'authority', fileName: null, path: null, downloadedFrom: issuer.url } as const;
    const { added } = await open.importItems({ certificates: [issuer.certificate], keys: [], origin });
    if (added.includes(sha256)) kept.push({ sha256, name: issuer.certificate.fields.displayName });
  }
  return kept;
}
