// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { readPathCrl } from '../../../main/x509/path/revocation/path-crl.ts';
import type { PathAnswer } from '../../../main/x509/path/find-path.ts';
import { validateCertificate } from '../../../main/x509/path/validate-certificate.ts';
import { corporaFolder } from '../../support/corpora.ts';
import { reportTable } from '../../support/formats/report-table.ts';

interface PkitsCase {
  readonly test: string;
  /** Anchor first, leaf last. */
  readonly certs: readonly string[];
  readonly crls: readonly string[];
  readonly valid: boolean;
  readonly initialPolicySet: readonly string[] | null;
  readonly explicitPolicy: boolean;
  readonly inhibitMapping: boolean;
  readonly inhibitAny: boolean;
}

const folder = join(corporaFolder ?? '', 'pkits');
const table = join(folder, 'pkits_testcases.json');
const cases: readonly PkitsCase[] =
  corporaFolder !== null && existsSync(table) ? (JSON.parse(readFileSync(table, 'utf8')) as PkitsCase[]) : [];

/** OIDs of the PKITS policies, such as `NIST-test-policy-1`. */
function policyOid(name: string): string {
  return name === 'anyPolicy' ? '2.5.29.32.0' : `2.16.840.1.101.3.2.1.48.${name.split('-').at(-1)}`;
}

async function judge(pkits: PkitsCase): Promise<PathAnswer> {
  const certificates = pkits.certs.map((name) =>
    readPathCertificate(new Uint8Array(readFileSync(join(folder, `certs__${name}.crt`)))),
  );
  const [anchor, ...below] = certificates;
  const leaf = below.pop();
  if (!anchor || !leaf) throw new Error(`no path in ${pkits.test}`);
  return validateCertificate({
    leaf,
    // Reversed: the builder must find the order.
    intermediates: below.toReversed(),
    anchors: [anchor],
    crls: pkits.crls.map((name) => readPathCrl(new Uint8Array(readFileSync(join(folder, `crls__${name}.crl`))))),
    options: {
      at: '2026-01-01T00:00:00Z',
      initialPolicies: pkits.initialPolicySet?.map(policyOid) ?? null,
      explicitPolicy: pkits.explicitPolicy,
      inhibitMapping: pkits.inhibitMapping,
      inhibitAnyPolicy: pkits.inhibitAny,
      name: null,
      purpose: 'any',
      maxDepth: null,
      rules: 'rfc5280',
      revocation: 'required',
    },
  });
}

describe.skipIf(cases.length === 0)('PKITS, the test suite of NIST for path validation', () => {
  test('[V01] [V03] judges every case of the table as NIST does', async () => {
    const rows = new Map<string, { cases: number; right: number }>();
    const wrong: string[] = [];
    for (const pkits of cases) {
      const section = pkits.test.split('.').slice(0, 2).join('.');
      const row = rows.get(section) ?? { cases: 0, right: 0 };
      rows.set(section, row);
      row.cases += 1;
      const answer = await judge(pkits);
      if (answer.valid === pkits.valid) row.right += 1;
      else
        wrong.push(
          `${pkits.test} ${pkits.certs.at(-1)}: ${answer.reasons.map(({ code, detail }) => `${code} ${detail}`).join(', ') || 'valid'}`,
        );
      // Refusals have reasons, and valid paths have none.
      expect(answer.reasons.length > 0).toBe(!answer.valid);
    }
    const lines = Array.from(rows, ([section, { cases: all, right }]) => [`${section}: right of ${all}`, right]);
    reportTable('PKITS by section', Object.fromEntries(lines) as Record<string, number>);
    expect(wrong).toEqual([]);
  });
});
