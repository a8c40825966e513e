// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { CertificateFields } from '../../../main/x509/certificate/certificate-fields.ts';
import { buildChain, candidateIssuers, indexIssuers, isChainComplete } from '../../../main/x509/certificate/chain.ts';

function certificate(
  sha256: string,
  subject: string,
  issuer: string,
  rest: Partial<CertificateFields> = {},
): CertificateFields {
  return {
    sha256,
    subject,
    issuer,
    displayName: subject,
    issuerName: issuer,
    maskedSubject: subject,
    serial: '1',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    algorithm: 'ed25519',
    isCa: true,
    selfIssued: subject === issuer,
    subjectHash: subject,
    issuerHash: issuer,
    spkiSha256: sha256,
    subjectKeyId: null,
    authorityKeyId: null,
    keyUsage: null,
    searchText: '',
    ...rest,
  };
}

const names = (chain: { certificates: readonly { sha256: string }[] }) => chain.certificates.map((one) => one.sha256);

describe('[F04] chains', () => {
  it('[F04] goes from the leaf to the root, whatever the order of the pool', () => {
    const leaf = certificate('leaf', 'L', 'I');
    const pool = [certificate('root', 'R', 'R'), leaf, certificate('middle', 'I', 'R'), certificate('other', 'X', 'X')];
    expect(buildChain(leaf, indexIssuers(pool))).toMatchObject({ complete: true });
    expect(names(buildChain(leaf, indexIssuers(pool)))).toEqual(['leaf', 'middle', 'root']);
  });

  it('[L01] reports an incomplete chain when an issuer is missing', () => {
    const leaf = certificate('leaf', 'L', 'I');
    const chain = buildChain(leaf, indexIssuers([leaf, certificate('middle', 'I', 'R')]));
    expect(chain.complete).toBe(false);
    expect(names(chain)).toEqual(['leaf', 'middle']);
  });

  it('[F07] stops at a loop', () => {
    const a = certificate('a', 'A', 'B');
    const chain = buildChain(a, indexIssuers([a, certificate('b', 'B', 'A')]));
    expect(chain.complete).toBe(false);
    expect(names(chain)).toEqual(['a', 'b']);
  });

  it('[F07] ranks the issuers of many certificates with the same names only once', () => {
    let looked = 0;
    const counted = (id: string, subject: string, issuer: string) =>
      Object.defineProperty({ ...certificate(id, subject, issuer) }, 'isCa', {
        get: () => {
          looked += 1;
          return true;
        },
      });
    const pool = Array.from({ length: 100 }, (_, n) => [counted(`a${n}`, 'A', 'B'), counted(`b${n}`, 'B', 'A')]).flat();
    const index = indexIssuers(pool);
    for (const each of pool) expect(buildChain(each, index).complete).toBe(false);
    // Enough to sort the 100 candidates of each name once.
    expect(looked).toBeLessThan(5_000);
  });

  it('[F07] stops in a dense graph of cross-signed CAs', () => {
    const layers = Array.from({ length: 30 }, (_, layer) =>
      Array.from({ length: 30 }, (_unused, i) => certificate(`${layer}-${i}`, `${layer}`, `${layer + 1}`)),
    );
    const chain = buildChain(certificate('leaf', 'L', '0'), indexIssuers(layers.flat()));
    expect(chain.complete).toBe(false);
    expect(chain.certificates).toHaveLength(31);
  });

  it('[F04] prefers the branch that reaches a root', () => {
    const leaf = certificate('leaf', 'L', 'I');
    const pool = [
      certificate('cross', 'I', 'Elsewhere', { notAfter: '2030-01-01T00:00:00Z' }),
      certificate('own', 'I', 'R'),
      certificate('root', 'R', 'R'),
    ];
    expect(names(buildChain(leaf, indexIssuers(pool)))).toEqual(['leaf', 'own', 'root']);
  });

  it('[F04] distinguishes CAs with the same name by key identifier', () => {
    const leaf = certificate('leaf', 'L', 'R', { authorityKeyId: 'new' });
    const pool = [
      certificate('old-root', 'R', 'R', { subjectKeyId: 'old' }),
      certificate('new-root', 'R', 'R', { subjectKeyId: 'new' }),
      certificate('plain-root', 'R', 'R', { notAfter: '2040-01-01T00:00:00Z' }),
    ];
    expect(candidateIssuers(leaf, indexIssuers(pool)).map((one) => one.sha256)).toEqual(['new-root', 'plain-root']);
  });

  it('[F04] ranks CAs first, then the longest valid', () => {
    const pool = [
      certificate('no-ca', 'R', 'R', { isCa: false, notAfter: '2040-01-01T00:00:00Z' }),
      certificate('short', 'R', 'R'),
      certificate('long', 'R', 'R', { notAfter: '2035-01-01T00:00:00Z' }),
    ];
    const found = candidateIssuers(certificate('leaf', 'L', 'R'), indexIssuers(pool));
    expect(found.map((one) => one.sha256)).toEqual(['long', 'short', 'no-ca']);
  });

  it('[F04] finds an issuer whose name is encoded differently by its key identifier', () => {
    const leaf = certificate('leaf', 'L', 'R', { authorityKeyId: 'k', issuerHash: 'R as PrintableString' });
    const root = certificate('root', 'R', 'R', { subjectKeyId: 'k' });
    expect(names(buildChain(leaf, indexIssuers([root])))).toEqual(['leaf', 'root']);
    const stranger = certificate('stranger', 'S', 'S', { subjectKeyId: 'k' });
    expect(names(buildChain(leaf, indexIssuers([stranger])))).toEqual(['leaf']);
  });

  it('[L03] takes the first of two records of the same certificate', () => {
    const leaf = certificate('leaf', 'L', 'R', { authorityKeyId: 'k' });
    const stored = certificate('root', 'R', 'R', { subjectKeyId: 'k', displayName: 'stored' });
    const known = certificate('root', 'R', 'R', { subjectKeyId: 'k', displayName: 'system' });
    expect(candidateIssuers(leaf, indexIssuers([stored, known])).map((one) => one.displayName)).toEqual(['stored']);
  });

  it('[F04] does not treat a key rollover certificate as a root', () => {
    const rollOver = certificate('new-with-old', 'R', 'R', { subjectKeyId: 'new', authorityKeyId: 'old' });
    const root = certificate('root', 'R', 'R', { subjectKeyId: 'old', authorityKeyId: 'old' });
    expect(names(buildChain(rollOver, indexIssuers([rollOver, root])))).toEqual(['new-with-old', 'root']);
    expect(buildChain(rollOver, indexIssuers([rollOver])).complete).toBe(false);
  });

  it('[F04] isChainComplete agrees with buildChain on every certificate of random pools', () => {
    let complete = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const pool = tangledPool(seed);
      const index = indexIssuers(pool);
      for (const each of [...pool, ...pool]) {
        const built = buildChain(each, index).complete;
        expect(isChainComplete(each, index), `seed ${seed}, ${each.sha256}`).toBe(built);
        if (built) complete += 1;
      }
    }
    // Both outcomes must be frequent for the test to mean anything.
    expect(complete).toBeGreaterThan(1000);
    expect(complete).toBeLessThan(400 * 40 - 1000);
  });

  it('[F04] searches once for all certificates with the same issuer', () => {
    const root = certificate('root', 'R', 'R');
    const index = indexIssuers([root]);
    for (let n = 0; n < 100; n += 1) expect(isChainComplete(certificate(`leaf ${n}`, `L${n}`, 'R'), index)).toBe(true);
    expect(index.searched.size).toBe(1);
  });
});

/** Twenty certificates with few names and keys: namesakes, loops, cross-signing and roll-overs. */
function tangledPool(seed: number): CertificateFields[] {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % limit;
  };
  const keyId = () => (below(3) === 0 ? null : `key ${below(3)}`);
  return Array.from({ length: 20 }, (_, at) => {
    const rest = { isCa: below(2) === 0, subjectKeyId: keyId(), authorityKeyId: keyId() };
    return certificate(`${seed} ${at}`, `S${below(8)}`, `S${below(8)}`, rest);
  });
}
