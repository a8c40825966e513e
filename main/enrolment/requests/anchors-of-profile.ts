// SPDX-License-Identifier: Apache-2.0
import { caProfileSchema } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import { inspectInChild, type ParseClient } from '../../parser/parse-client.ts';
import type { RequestRow } from '../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../vault/vault.ts';

/** The profile's anchor and the CAs the user accepted. If empty, paths cannot be validated. */
export async function anchorsOfProfile(
  { enrolment }: Vault,
  parse: ParseClient,
  { profileName, profileHost }: Pick<RequestRow, 'profileName' | 'profileHost'>,
): Promise<readonly FoundCertificate[]> {
  const row = enrolment.profiles().find(({ name, host }) => name === profileName && host === profileHost);
  if (!row) return [];
  const pem = anchorIn(row.content);
  const accepted = enrolment.anchorsOf(row.id).map(({ der }) => der);
  const files = [...(pem === undefined ? [] : [Buffer.from(pem, 'utf8')]), ...accepted];
  const read = await Promise.all(files.map(async (bytes) => inspectInChild(parse, bytes, null)));
  return read.flatMap(({ certificates }) => certificates);
}

/** An unconfirmed profile may reject a certificate but never vouch for one. */
export function vouches(
  { enrolment }: Vault,
  { profileName, profileHost }: Pick<RequestRow, 'profileName' | 'profileHost'>,
): boolean {
  return enrolment
    .profiles()
    .some(({ name, host, confirmedAt }) => name === profileName && host === profileHost && confirmedAt !== null);
}

/** Tolerates invalid content: the vault's file may have been edited. */
function anchorIn(content: string): string | undefined {
  try {
    return caProfileSchema.parse(JSON.parse(content)).anchor;
  } catch {
    return undefined;
  }
}
