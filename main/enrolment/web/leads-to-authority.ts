// SPDX-License-Identifier: Apache-2.0
import type { ParseClient } from '../../parser/parse-client.ts';
import type { RequestRow } from '../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../vault/vault.ts';
import { anchorsOfProfile, vouches } from '../requests/anchors-of-profile.ts';
import { authoritiesAbove, pathLeadsTo } from '../requests/validate-path.ts';

/** Returns null if the certificate is unknown, or the profile is unconfirmed or has no CA. Fetches nothing. */
export async function leadsToAuthority(
  vault: Vault,
  parse: ParseClient,
  profile: Pick<RequestRow, 'profileName' | 'profileHost'>,
  sha256: string,
  now: Date,
): Promise<boolean | null> {
  const row = vault.getRow(sha256);
  const leaf = vault.getDer(sha256);
  const anchors = vouches(vault, profile) ? await anchorsOfProfile(vault, parse, profile) : [];
  if (row === null || leaf === null || anchors.length === 0) return null;
  const pool = authoritiesAbove(row, vault.listRows({ search: '' }), (id) => vault.getDer(id));
  return await pathLeadsTo(parse, anchors, { leaf, pool }, now);
}
