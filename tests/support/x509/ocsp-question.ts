// SPDX-License-Identifier: Apache-2.0
import type { KeyObject } from 'node:crypto';
import { readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { readOcspResponse } from '../../../main/x509/ocsp/read-ocsp-response.ts';
import * as der from '../../../main/x509/der/der-writer.ts';
import { extension, issue, type Profile } from './issue.ts';
import { issueOcsp, type OcspProfile } from './issue-ocsp.ts';
import { type Beside, judgeDer, newKey, plainChain } from './path-question.ts';

const nonce = Buffer.alloc(32, 7);
export const chain = plainChain();
/** Issued once, because signatures with these keys are not deterministic. */
const root = issue(chain.root);
export const middle = issue(chain.middle);
const leaf = issue(chain.leaf);
export const leafSha256 = readPathCertificate(leaf).sha256;
const delegateKey = newKey();
export const ocspSigning = extension.extendedKeyUsage('1.3.6.1.5.5.7.3.9');
export const noCheck = { oid: '1.3.6.1.5.5.7.48.1.5', critical: false, value: der.nullValue() };

/** A delegate's OCSP signing certificate from the leaf's issuer, with `change` applied. */
export function delegate(change: Partial<Profile> = {}): Uint8Array {
  return issue({
    ...chain.leaf,
    subject: 'CN=Responder',
    serial: 9,
    key: delegateKey,
    extensions: [ocspSigning],
    ...change,
  });
}

/** A current "good" response from the leaf's issuer with `nonce`. */
export function ocspAnswer(change: Partial<OcspProfile> = {}): OcspProfile {
  return {
    certificate: leaf,
    issuerKey: chain.middle.key,
    signer: { name: 'CN=Middle', key: chain.middle.key },
    status: 'good',
    thisUpdate: '20260531000000Z',
    nextUpdate: '20260607000000Z',
    nonce,
    certificates: [],
    extensions: [],
    ...change,
  };
}

export async function judgeLeaf(beside: Beside) {
  return judgeDer(leaf, [middle], [root], { ...beside, options: { revocation: 'soft' } });
}

export async function judgeByOcsp(profile: OcspProfile | Uint8Array, sent: Uint8Array | null = nonce) {
  const bytes = profile instanceof Uint8Array ? profile : issueOcsp(profile);
  const source = {
    about: leafSha256,
    answer: readOcspResponse(bytes),
    nonce: sent && Buffer.from(sent).toString('hex'),
  };
  const judged = await judgeLeaf({ answers: [source] });
  const status = judged.statuses.find(({ certificate }) => certificate === leafSha256);
  return { judged, status, verdict: judged.verdicts.get(source)?.verdict };
}

export const byDelegate = (key: KeyObject = delegateKey) => ({ name: 'CN=Responder', key });
