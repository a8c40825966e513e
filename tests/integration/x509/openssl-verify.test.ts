// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readExpectedName } from '../../../main/x509/path/names/expected-name.ts';
import type { PathAnswer } from '../../../main/x509/path/find-path.ts';
import { readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { readPathCrl } from '../../../main/x509/path/revocation/path-crl.ts';
import { validateCertificate } from '../../../main/x509/path/validate-certificate.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import { reportTable } from '../../support/formats/report-table.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { chainDefects } from '../../support/x509/chain-defects.ts';
import { type IssuedChain, issueChain, policy, randomChain, validNow } from '../../support/x509/random-chain.ts';

const missing = missingTools('openssl');
const chains = Number(process.env['OPENSSL_VERIFY_CHAINS'] ?? 60);
const seed = Number(process.env['OPENSSL_VERIFY_SEED'] ?? 1);
const attime = String(Date.parse(validNow) / 1000);
const timeoutMs = 60_000 + chains * 200;

function pem(type: string, ders: readonly Uint8Array[]): string {
  return ders
    .map((der) => {
      const lines =
        Buffer.from(der)
          .toString('base64')
          .match(/.{1,64}/g) ?? [];
      return [`-----BEGIN ${type}-----`, ...lines, `-----END ${type}-----`, ''].join('\n');
    })
    .join('');
}

async function ours({ anchor, intermediates, leaf, crls, asked }: IssuedChain): Promise<PathAnswer> {
  return validateCertificate({
    leaf: readPathCertificate(leaf),
    intermediates: intermediates.map(readPathCertificate),
    anchors: [readPathCertificate(anchor)],
    crls: crls.map(readPathCrl),
    options: {
      at: validNow,
      initialPolicies: asked.explicitPolicy ? [policy] : null,
      explicitPolicy: asked.explicitPolicy,
      inhibitMapping: false,
      inhibitAnyPolicy: false,
      name: asked.host === null ? null : readExpectedName(asked.host),
      purpose: asked.purpose,
      maxDepth: null,
      rules: 'rfc5280',
      revocation: crls.length > 0 ? 'required' : 'none',
    },
  });
}

describe.skipIf(missing.length > 0)('random chains, judged by openssl verify as well', () => {
  let folder: PeerFolder;
  beforeAll(() => {
    folder = new PeerFolder();
  });
  afterAll(() => folder.remove());

  /** OpenSSL's error for a chain; null if it accepts the chain. */
  function theirs({ anchor, intermediates, leaf, crls, asked }: IssuedChain): string | null {
    const purposes = { server: ['-purpose', 'sslserver'], client: ['-purpose', 'sslclient'], any: [] } as const;
    const { status, stderr, stdout } = spawnSync(
      'openssl',
      [
        'verify',
        '-attime',
        attime,
        '-no-CApath',
        '-no-CAstore',
        '-CAfile',
        folder.write('anchor.pem', pem('CERTIFICATE', [anchor])),
        ...(intermediates.length > 0
          ? ['-untrusted', folder.write('untrusted.pem', pem('CERTIFICATE', intermediates))]
          : []),
        ...(crls.length > 0 ? ['-crl_check_all', '-CRLfile', folder.write('crls.pem', pem('X509 CRL', crls))] : []),
        ...(asked.host === null ? [] : ['-verify_hostname', asked.host]),
        ...(asked.explicitPolicy ? ['-policy', policy, '-explicit_policy', '-policy_check'] : []),
        ...purposes[asked.purpose],
        folder.write('leaf.pem', pem('CERTIFICATE', [leaf])),
      ],
      { encoding: 'utf8' },
    );
    if (status === 0) return null;
    const said = `${stdout}${stderr}`.trim();
    // A file that OpenSSL can't read must not count as a refusal.
    if (!/error \d+ at \d+ depth/.test(said)) throw new Error(said);
    return said;
  }

  test('[V01] both accept valid chains of 2 to 6 certificates', { timeout: timeoutMs }, async () => {
    const random = seededRandom(seed);
    const differ: string[] = [];
    const lengths: Record<string, number> = {};
    for (let index = 0; index < chains; index++) {
      const issued = issueChain(randomChain(random));
      const length = `chains of ${issued.intermediates.length + 2} certificates`;
      lengths[length] = (lengths[length] ?? 0) + 1;
      const said = theirs(issued);
      const { valid, reasons } = await ours(issued);
      if (said !== null || !valid)
        differ.push(`${index}: ${said ?? 'OpenSSL accepts'}; ours ${reasons.map(({ code }) => code).join(', ')}`);
    }
    reportTable(`valid for both, seed ${seed}`, lengths);
    expect(differ).toEqual([]);
  });

  test('[V01] [V03] both refuse a chain with one defect', { timeout: timeoutMs }, async () => {
    const random = seededRandom(seed + 1);
    const names = Object.keys(chainDefects);
    const differ: string[] = [];
    const counts: Record<string, number> = {};
    for (let index = 0; index < chains;) {
      const name = names[Math.floor(random() * names.length)] ?? '';
      const issued = chainDefects[name]?.(randomChain(random), random) ?? null;
      if (issued === null) continue;
      index += 1;
      const said = theirs(issued);
      const { valid, reasons } = await ours(issued);
      const label = `${name}: ${reasons
        .map(({ code }) => code)
        .toSorted()
        .join(', ')}`;
      counts[label] = (counts[label] ?? 0) + 1;
      if (said === null || valid)
        differ.push(`${index} ${name}: OpenSSL ${said ?? 'accepts'}; ours ${valid ? 'accepts' : label}`);
    }
    reportTable(`refused by both, seed ${seed}`, counts);
    expect(differ).toEqual([]);
  });
});
