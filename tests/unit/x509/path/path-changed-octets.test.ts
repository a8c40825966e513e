// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { PathAnswer } from '../../../../main/x509/path/find-path.ts';
import { seededRandom } from '../../../support/openssl/seeded-random.ts';
import { issue, issueCrl } from '../../../support/x509/issue.ts';
import { judgeDer, plainChain, plainOptions } from '../../../support/x509/path-question.ts';
import { readPathCertificate } from '../../../../main/x509/path/path-certificate.ts';
import { readPathCrl } from '../../../../main/x509/path/revocation/path-crl.ts';
import { validateCertificate } from '../../../../main/x509/path/validate-certificate.ts';

const random = seededRandom(5);

function changed(der: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(der);
  copy[at] = (copy[at] as number) ^ (1 << Math.floor(random() * 8));
  return copy;
}

/** Unreadable input counts as refused; any other failure is our bug. */
async function unlessUnreadable(judge: () => Promise<PathAnswer>): Promise<boolean> {
  try {
    return (await judge()).valid;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

test('[V01] [F07] refuses a leaf or intermediate with any bit changed', async () => {
  const chain = plainChain();
  const [leaf, middle, root] = [issue(chain.leaf), issue(chain.middle), issue(chain.root)];
  expect((await judgeDer(leaf, [middle], [root])).valid).toBe(true);
  const accepted: string[] = [];
  for (let at = 0; at < leaf.length; at++) {
    if (await unlessUnreadable(async () => judgeDer(changed(leaf, at), [middle], [root]))) accepted.push(`leaf ${at}`);
  }
  for (let at = 0; at < middle.length; at++) {
    if (await unlessUnreadable(async () => judgeDer(leaf, [changed(middle, at)], [root]))) {
      accepted.push(`intermediate ${at}`);
    }
  }
  expect(accepted).toEqual([]);
});

test('[V01] [F07] a revocation list with any bit changed leaves the status unknown', async () => {
  const { root, leaf } = plainChain();
  const direct = { ...leaf, issuer: 'CN=Root', issuerKey: root.key };
  const times = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z' };
  const list = issueCrl({ ...times, issuer: 'CN=Root', issuerKey: root.key, revoked: [3] });
  const judge = async (crl: Uint8Array) =>
    validateCertificate({
      leaf: readPathCertificate(issue(direct)),
      intermediates: [],
      anchors: [readPathCertificate(issue(root))],
      crls: [readPathCrl(crl)],
      options: { ...plainOptions, revocation: 'required' },
    });
  expect((await judge(list)).revocation).toBe('revoked');
  const accepted: number[] = [];
  for (let at = 0; at < list.length; at++) {
    if (await unlessUnreadable(async () => judge(changed(list, at)))) accepted.push(at);
  }
  expect(accepted).toEqual([]);
});
