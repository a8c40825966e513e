import { createHash, hash } from 'node:crypto';
import type { SystemRoot } from '../certificates/system-roots.ts';
import type { AnchorRow } from '../vault/store/anchor-rows.ts';
import type { CertificateRow } from '../vault/store/certificate-row.ts';
import { candidateIssuers, indexIssuers } from '../x509/chain.ts';

/** What certificates of the vault are judged with at one moment. */
export interface Judging {
  readonly rows: readonly CertificateRow[];
  /** DER: a person's own and the system's. */
  readonly anchors: readonly Uint8Array[];
  /** DER of roots that are known and not trusted. */
  readonly roots: readonly Uint8Array[];
  /** SHA-256 of the authorities of the vault that paths of these may lead over. */
  authoritiesOf(rows: readonly CertificateRow[]): string[];
  /** Digest of all that a verdict on this certificate depends on beside itself and the time. */
  basisOf(row: CertificateRow): string;
}

/** Authorities above one certificate that are looked at: a hostile file could make a dense graph of thousands. */
const maxAbove = 500;

interface Above {
  readonly ids: readonly string[];
  readonly basis: string;
}

export function createJudging(parts: {
  readonly rows: readonly CertificateRow[];
  readonly own: readonly AnchorRow[];
  readonly system: readonly Uint8Array[];
  readonly roots: readonly SystemRoot[];
}): Judging {
  const { rows, own, system } = parts;
  const trusted = [...own.map(({ sha256 }) => sha256), ...system.map((der) => hash('sha256', der, 'hex'))];
  const isTrusted = new Set(trusted);
  const roots = parts.roots.filter(({ sha256 }) => !isTrusted.has(sha256));
  const around = digestOf([...trusted, '', ...roots.map(({ sha256 }) => sha256)]);
  // Those that are no authorities, too: that such a one issued a certificate is to be found out.
  const index = indexIssuers(rows);
  const known = new Map<string, Above>();

  /** Thousands of one issuer have the same above them. */
  function above(row: CertificateRow): Above {
    const key = `${row.issuerHash} ${row.authorityKeyId} ${row.issuer}`;
    const found = known.get(key) ?? searchAbove(row);
    known.set(key, found);
    return found;
  }

  function searchAbove(row: CertificateRow): Above {
    const ids = new Set<string>();
    const open = [row as Parameters<typeof candidateIssuers>[0]];
    for (let next = open.pop(); next !== undefined && ids.size < maxAbove; next = open.pop()) {
      for (const issuer of candidateIssuers(next, index)) {
        if (ids.has(issuer.sha256)) continue;
        ids.add(issuer.sha256);
        open.push(issuer);
      }
    }
    return { ids: [...ids], basis: digestOf([around, ...ids]) };
  }

  return {
    rows,
    anchors: [...own.map(({ der }) => der), ...system],
    roots: roots.map(({ der }) => der),
    authoritiesOf: (asked) => [...new Set(asked.flatMap((row) => above(row).ids))],
    basisOf: (row) => above(row).basis,
  };
}

/** The order in which they come says nothing. */
function digestOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.toSorted().join(' ')).digest('hex').slice(0, 32);
}
