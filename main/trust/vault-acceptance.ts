// SPDX-License-Identifier: Apache-2.0
import type { VaultAcceptance } from '../../shared/schemas/vault/vault-acceptance.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';

export interface VaultAcceptanceService {
  review(): Promise<VaultAcceptance>;
  /** `digest` is from `review`. Errors: `vault-missing`, `invalid-input` (content changed). */
  accept(digest: string): Promise<void>;
}

export function createVaultAcceptanceService({
  vault,
  parse,
}: {
  readonly vault: VaultAccess;
  readonly parse: ParseClient;
}): VaultAcceptanceService {
  return {
    async review() {
      const { acceptance } = await vault.require();
      const { anchors, profiles, profileAnchors, digest } = acceptance.review();
      const rows = [...anchors, ...profileAnchors];
      const read = rows.length === 0 ? [] : await fieldsOf(rows.map(({ der }) => der));
      const authority = ({ sha256 }: { readonly sha256: string }) => {
        const fields = read.find((each) => each?.sha256 === sha256);
        return { sha256, subject: fields?.maskedSubject ?? '' };
      };
      return {
        accepted: acceptance.isAccepted(),
        digest,
        anchors: anchors.map(authority),
        profiles: profiles.map(({ id, name, host, confirmedAt }) => ({
          name,
          host,
          confirmed: confirmedAt !== null,
          authorities: profileAnchors.filter(({ profileId }) => profileId === id).map(authority),
        })),
      };
    },
    accept: async (digest) => (await vault.require()).acceptance.accept(digest),
  };

  async function fieldsOf(certificates: readonly Uint8Array[]) {
    return (await parse.run('readFields', { certificates: [...certificates] })).fields;
  }
}
