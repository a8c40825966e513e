import type { CertificateRow } from '../vault/store/certificate-row.ts';
import type { Vault } from '../vault/vault.ts';
import { buildChain, indexIssuers } from '../x509/chain.ts';
import type { CertificateChain, ChainCertificate } from '../x509/chain.ts';

export interface VaultChains {
  readonly revision: number;
  /** All rows of the vault, soonest expiry first. */
  readonly rows: readonly CertificateRow[];
  isComplete(row: ChainCertificate): boolean;
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
  return { revision, rows, chainOf, isComplete: (row) => chainOf(row).complete };
}
