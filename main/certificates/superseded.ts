import type { CertificateRow } from '../vault/store/certificate-row.ts';

type Row = Pick<
  CertificateRow,
  'sha256' | 'subjectHash' | 'issuerHash' | 'keyUsage' | 'isCa' | 'notBefore' | 'notAfter' | 'hasPrivateKey'
>;

/**
 * Which certificate took the place of which: the same holder, issuer and use (banks issue a signing and an encryption
 * certificate side by side), begins later, ends later, is valid now, and gives no private key away. Authorities are
 * left out: cross-certificates of one name stand side by side.
 */
export function supersededBy(rows: readonly Row[], now: Date): ReadonlyMap<string, string> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.isCa) continue;
    const id = `${row.subjectHash} ${row.issuerHash} ${row.keyUsage}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  const at = now.toISOString();
  const result = new Map<string, string>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    // Newest first: the successor named is the one in use today, not a step between.
    const candidates = group
      .filter((row) => row.notBefore <= at && row.notAfter >= at)
      .toSorted((a, b) => b.notBefore.localeCompare(a.notBefore) || b.notAfter.localeCompare(a.notAfter));
    for (const old of group) {
      const successor = candidates.find(
        (row) =>
          row.notBefore > old.notBefore && row.notAfter > old.notAfter && (row.hasPrivateKey || !old.hasPrivateKey),
      );
      if (successor !== undefined) result.set(old.sha256, successor.sha256);
    }
  }
  return result;
}
