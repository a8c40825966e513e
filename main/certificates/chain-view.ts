// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import type { BackupState } from '../../shared/domain/backup/backup-states.ts';
import type { PathWarning } from '../../shared/domain/trust/path-reasons.ts';
import type { ChainState } from '../../shared/schemas/certificates/certificate.ts';
import type { Loss } from '../../shared/schemas/certificates/loss.ts';
import type { StoredPathWarning } from '../../shared/schemas/trust/trust.ts';
import { runCooperatively } from '../vault/store/cooperative-task.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { Vault } from '../vault/vault.ts';
import { buildChain, indexIssuers, isChainComplete } from '../x509/certificate/chain.ts';
import type { CertificateChain, ChainCertificate } from '../x509/certificate/chain.ts';
import { type DualPair, dualPairs, renewedTogether } from './dual/dual-pairs.ts';
import type { OwnFacts, VaultFacts } from './summary-of.ts';
import { supersededBy } from './superseded.ts';
import { isWithin, statusIntervalAt, statusChangeTimes, type StatusInterval } from './status-change-times.ts';

export interface VaultChains {
  readonly revision: number;
  readonly rows: readonly CertificateRow[];
  factsOf(row: CertificateRow, now: Date): VaultFacts;
  chainOf(row: ChainCertificate): CertificateChain;
  readonly pairs: ReadonlyMap<string, DualPair<CertificateRow>>;
  lossOf(row: CertificateRow): Loss | null;
  /** The interval in which the facts hold if the vault doesn't change. */
  statusIntervalAt(now: Date): StatusInterval;
}

export interface ChainView {
  of(vault: Vault): VaultChains;
  /** Yields to the event loop between steps. The result is discarded if the vault changes. */
  prepare(vault: Vault, now: Date): Promise<void>;
}

export function createChainView(systemRoots: () => readonly ChainCertificate[]): ChainView {
  // By vault, because a view reads on demand from the one it was made for.
  const kept = new WeakMap<Vault, VaultChains>();
  return {
    of(vault) {
      const known = kept.get(vault);
      const { revision } = vault;
      if (known?.revision === revision) return known;
      const view = viewOf({ rows: vault.listRows({ search: '' }), revision }, systemRoots(), vault);
      kept.set(vault, view);
      return view;
    },
    async prepare(vault, now) {
      if (kept.get(vault)?.revision === vault.revision) return;
      const roots = systemRoots();
      await setImmediate();
      const read = await vault.readRows();
      if (read === null) return;
      const view = viewOf(read, roots, vault);
      await setImmediate();
      await runCooperatively(everyFact(view, now), () => true);
      // A concurrent request may have built a newer view.
      const newer = kept.get(vault);
      if (newer === undefined || newer.revision < view.revision) kept.set(vault, view);
    },
  };
}

interface Findings {
  readonly unsound: ReadonlySet<string>;
  readonly valid: ReadonlySet<string>;
  readonly revoked: ReadonlySet<string>;
  readonly warnings: ReadonlyMap<string, readonly StoredPathWarning[]>;
}

function* everyFact({ rows, factsOf }: VaultChains, now: Date): Generator<void> {
  for (const row of rows) {
    factsOf(row, now);
    yield;
  }
}

function viewOf(
  { rows, revision }: Pick<VaultChains, 'rows' | 'revision'>,
  roots: readonly ChainCertificate[],
  vault: Vault,
): VaultChains {
  // Stored certificates come first, so that a stored root takes precedence over the system's copy.
  const index = indexIssuers([...rows, ...roots]);
  const chains = new Map<string, CertificateChain>();
  function chainOf(row: ChainCertificate): CertificateChain {
    const chain = chains.get(row.sha256) ?? buildChain(row, index);
    chains.set(row.sha256, chain);
    return chain;
  }
  const pairs = dualPairs(rows);
  const renewals = renewedTogether(vault.renewals(), pairs);
  let changeTimes: Float64Array | null = null;
  const interval = (now: Date): StatusInterval =>
    statusIntervalAt((changeTimes ??= statusChangeTimes(rows)), now.getTime());
  let successors: { readonly interval: StatusInterval; readonly map: ReadonlyMap<string, string> } | null = null;
  function successorOf(sha256: string, now: Date): string | null {
    if (successors === null || !isWithin(successors.interval, now.getTime())) {
      successors = { interval: interval(now), map: supersededBy(rows, now, renewals) };
    }
    return successors.map.get(sha256) ?? null;
  }
  let backups: ReadonlyMap<string, BackupState> | null = null;
  function backupOf({ sha256, hasPrivateKey }: CertificateRow): BackupState | null {
    backups ??= new Map(vault.backups.states().map((each) => [each.sha256, each.state]));
    return hasPrivateKey ? (backups.get(sha256) ?? 'none') : null;
  }
  let losses: ReadonlyMap<string, Loss> | null = null;
  const lossOf = ({ sha256 }: CertificateRow): Loss | null => (losses ??= vault.losses.list()).get(sha256) ?? null;
  let found: Findings | null = null;
  function checks(): Findings {
    const { unsound, valid, revoked, warnings } = vault.checks;
    found ??= { unsound: unsound(), valid: valid(), revoked: revoked(), warnings: warnings() };
    return found;
  }
  function chainStateOf(row: CertificateRow, now: Date): ChainState {
    // A valid path to an anchor counts as complete, even if the anchor isn't stored.
    if (!isChainComplete(row, index) && !checks().valid.has(row.sha256)) return 'incomplete';
    const isValidNow = now >= new Date(row.notBefore) && now <= new Date(row.notAfter);
    return isValidNow && checks().unsound.has(row.sha256) ? 'broken' : 'complete';
  }
  let names: ReadonlyMap<string, string> | null = null;
  function warningsOf({ sha256 }: CertificateRow): PathWarning[] {
    return (checks().warnings.get(sha256) ?? []).map((warning) => {
      names ??= new Map([...roots, ...rows].map((each) => [each.sha256, each.displayName]));
      return { ...warning, name: names.get(warning.certificate) ?? warning.certificate.slice(0, 16) };
    });
  }
  const ownFacts = (row: CertificateRow, now: Date): OwnFacts => ({
    chainState: chainStateOf(row, now),
    warnings: warningsOf(row),
    revoked: checks().revoked.has(row.sha256),
    supersededBy: successorOf(row.sha256, now),
    backup: backupOf(row),
    loss: lossOf(row),
  });
  return {
    revision,
    rows,
    pairs,
    chainOf,
    lossOf,
    statusIntervalAt: interval,
    factsOf(row, now) {
      const pair = pairs.get(row.sha256) ?? null;
      const partOf = (each: CertificateRow) => ({ row: each, facts: ownFacts(each, now) });
      return {
        ...ownFacts(row, now),
        pair: pair && { signing: partOf(pair.signing), encryption: partOf(pair.encryption) },
      };
    },
  };
}
