// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExpectedName } from '../../../main/x509/path/names/expected-name.ts';
import type { PathAnswer } from '../../../main/x509/path/find-path.ts';
import { type PathCertificate, readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { type PathCrl, readPathCrl } from '../../../main/x509/path/revocation/path-crl.ts';
import { validateCertificate } from '../../../main/x509/path/validate-certificate.ts';
import { corporaFolder } from '../../support/corpora.ts';
import { reportTable } from '../../support/formats/report-table.ts';

interface LimboCase {
  readonly id: string;
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly crls: readonly string[];
  readonly validation_time: string | null;
  readonly expected_result: 'SUCCESS' | 'FAILURE';
  readonly expected_peer_name: { readonly kind: string; readonly value: string } | null;
  readonly max_chain_depth: number | null;
}

const file = join(corporaFolder ?? '', 'limbo', 'limbo.json');
const cases: readonly LimboCase[] =
  corporaFolder !== null && existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { testcases: LimboCase[] }).testcases
    : [];
/** Validation time for cases that set none: when the suite was read. */
const readAt = '2026-01-01T00:00:00Z';

/** Cases judged differently from the suite, with reasons. */
const outside: Readonly<Record<string, string>> = {};

function der(pem: string): Uint8Array {
  return new Uint8Array(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'));
}

function readable<T>(pems: readonly string[], read: (octets: Uint8Array) => T): T[] {
  return pems.flatMap((pem) => {
    try {
      return [read(der(pem))];
    } catch {
      return [];
    }
  });
}

async function judge(limbo: LimboCase): Promise<PathAnswer | null> {
  const [leaf] = readable<PathCertificate>([limbo.peer_certificate], readPathCertificate);
  if (!leaf) return null;
  return validateCertificate({
    leaf,
    intermediates: readable(limbo.untrusted_intermediates, readPathCertificate),
    anchors: readable(limbo.trusted_certs, readPathCertificate),
    crls: readable<PathCrl>(limbo.crls, readPathCrl),
    options: {
      at: limbo.validation_time === null ? readAt : `${limbo.validation_time.slice(0, 19)}Z`,
      initialPolicies: null,
      explicitPolicy: false,
      inhibitMapping: false,
      inhibitAnyPolicy: false,
      name: limbo.expected_peer_name && readExpectedName(limbo.expected_peer_name.value),
      purpose: 'server',
      maxDepth: limbo.max_chain_depth,
      rules: limbo.id.startsWith('webpki::') ? 'webpki' : 'rfc5280',
      revocation: limbo.crls.length > 0 ? 'required' : 'soft',
    },
  });
}

describe.skipIf(cases.length === 0)('x509-limbo', () => {
  test('[V01] [V03] agrees with the suite, except for the cases listed with a reason', async () => {
    const counts: Record<string, number> = {};
    const wrong: string[] = [];
    const explained: string[] = [];
    for (const limbo of cases) {
      const answer = await judge(limbo);
      const wanted = limbo.expected_result === 'SUCCESS';
      const valid = answer?.valid === true;
      const group = limbo.id.split('::', 1)[0] ?? '';
      const outcome = valid === wanted ? 'right' : valid ? 'false accepts' : 'false refusals';
      counts[`${group}: ${outcome}`] = (counts[`${group}: ${outcome}`] ?? 0) + 1;
      const reasons = answer?.reasons.map(({ code, detail }) => `${code} ${detail}`).join(', ') || 'none';
      process.stdout.write(`${limbo.id} ${limbo.expected_result}: ${reasons}\n`);
      if (outcome === 'right') continue;
      const reason = outside[limbo.id];
      if (reason === undefined) wrong.push(`${limbo.id} ${outcome}: ${reasons}`);
      else explained.push(`${limbo.id} ${outcome}: ${reason}`);
    }
    reportTable('x509-limbo by group', counts);
    if (explained.length > 0) process.stdout.write(`${explained.join('\n')}\n`);
    expect(wrong).toEqual([]);
    expect(explained).toHaveLength(Object.keys(outside).length);
  });
});
