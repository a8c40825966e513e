import type { CertificateRow } from '../vault/store/certificate-row.ts';
import type { Vault } from '../vault/vault.ts';
import { buildChain, indexIssuers } from '../x509/chain.ts';
import type { CertificateChain, ChainCertificate } from '../x509/chain.ts';
import type { VaultFacts } from './summary-of.ts';
import { supersededBy } from './superseded.ts';

export interface VaultChains {
  readonly revision: number;
  /** All rows of the vault, soonest expiry first. */
  readonly rows: readonly CertificateRow[];
  factsOf(row: CertificateRow, now: Date): VaultFacts;
  chainOf(row: ChainCertificate): CertificateChain;
}

export interface ChainView {
  of(vault: Vault): VaultChains;
}

/** Rows and chains of one revision of the vault, kept until it changes: the list asks at every key stroke. */
export function createChainView(systemRoots: () => readonly ChainCertificate[]): ChainView {
  let kept: VaultChains | null = null;
  return {
    of(vault) {
      if (kept?.revision === vault.revision) return kept;
      kept = viewOf(vault, systemRoots());
      return kept;
    },
  };
}

function viewOf(vault: Vault, roots: readonly ChainCertificate[]): VaultChains {
  const { revision } = vault;
  const rows = vault.listRows({ search: '' });
  // Stored ones first: where the same root is in both, the chain shows that it is stored.
  const index = indexIssuers([...rows, ...roots]);
  const chains = new Map<string, CertificateChain>();
  function chainOf(row: ChainCertificate): CertificateChain {
    const chain = chains.get(row.sha256) ?? buildChain(row, index);
    chains.set(row.sha256, chain);
    return chain;
  }
  // Time alone can make a successor valid or expired: looked at again once a minute.
  let successors: { readonly minute: number; readonly map: ReadonlyMap<string, string> } | null = null;
  function successorOf(sha256: string, now: Date): string | null {
    const minute = Math.floor(now.getTime() / 60_000);
    if (successors?.minute !== minute) successors = { minute, map: supersededBy(rows, now) };
    return successors.map.get(sha256) ?? null;
  }
  return {
    revision,
    rows,
    chainOf,
    factsOf: (row, now) => ({ chainComplete: chainOf(row).complete, supersededBy: successorOf(row.sha256, now) }),
  };
}
