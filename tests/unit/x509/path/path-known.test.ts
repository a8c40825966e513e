// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import * as der from '../../../../main/x509/der/der-writer.ts';
import { readOcspResponse } from '../../../../main/x509/ocsp/read-ocsp-response.ts';
import { readPathCertificate } from '../../../../main/x509/path/path-certificate.ts';
import { type CrlProfile, type Extension, extension, issue } from '../../../support/x509/issue.ts';
import { issueOcsp } from '../../../support/x509/issue-ocsp.ts';
import { judgeDer, plainChain } from '../../../support/x509/path-question.ts';

const { root, middle, leaf } = plainChain();
/** Issued once, because each signature differs. */
const ders = { root: issue(root), middle: issue(middle), leaf: issue(leaf) };
const { sha256: certificate } = readPathCertificate(ders.leaf);

const number = (value: number): Extension => ({ oid: '2.5.29.20', critical: false, value: der.integer(value) });
const deltaTo = (base: number): Extension => ({ oid: '2.5.29.27', critical: true, value: der.integer(base) });
const lifting = [{ serial: 3, extensions: [extension.reasonCode(8)] }];

function list(day: string, own: readonly Extension[], revoked: CrlProfile['revoked'] = []): CrlProfile {
  const extensions = [extension.authorityKeyId(middle.key), ...own];
  const times = { thisUpdate: `2605${day}000000Z`, nextUpdate: '260701000000Z' };
  return { ...times, issuer: 'CN=Middle', issuerKey: middle.key, revoked, extensions };
}

/** A request's nonce. */
const asked = new Uint8Array(32).fill(7);

const older = list('04', [number(16)]);
const newer = list('06', [number(19)]);

describe('[V02] a revocation known since 5 May', () => {
  const stateBy = async (reason: number, ...crls: readonly CrlProfile[]) => {
    const word = { certificate, source: 'crl', goodUntil: null, revokedAt: null, reason } as const;
    const answer = await judgeDer(ders.leaf, [ders.middle], [ders.root], {
      crls,
      known: [{ ...word, knownAt: '2026-05-05T00:00:00Z' }],
      options: { revocation: 'soft' },
    });
    const status = answer.statuses.find((each) => each.certificate === certificate);
    expect(answer.valid).toBe(status?.state !== 'revoked');
    if (status?.state === 'revoked') expect(status.reason).toBe(reason);
    return status?.state;
  };

  test.each([
    ['an older list', [older]],
    ['a newer list', [newer]],
    ['changes that lift a hold', [older, list('06', [number(18), deltaTo(16)], lifting)]],
  ])('is permanent and not lifted by %s', async (_name, crls) => {
    expect(await stateBy(1, ...crls)).toBe('revoked');
  });

  test.each([
    ['an older list', [older], 'revoked'],
    ['an older list with older changes', [older, list('04', [number(18), deltaTo(16)])], 'revoked'],
    ['an older list with newer changes of another', [older, list('06', [number(20), deltaTo(19)])], 'revoked'],
    ['a list issued since', [newer], 'good'],
    ['a list issued since, beside an older one', [older, newer], 'good'],
    ['an older list with changes issued since', [older, list('06', [number(18), deltaTo(16)])], 'good'],
    ['changes that lift it, whenever', [older, list('04', [number(18), deltaTo(16)], lifting)], 'good'],
  ])('on hold, judged with %s', async (_name, crls, state) => {
    expect(await stateBy(6, ...crls)).toBe(state);
  });

  test.each([
    ['an older answer of its responder', '20260504000000Z', null, 'revoked'],
    ['an answer made since', '20260505000000Z', null, 'good'],
    ['an older status in a response to this request', '20260504000000Z', asked, 'good'],
  ])('on hold, judged with %s', async (_name, thisUpdate, nonce, state) => {
    const profile = { certificate: ders.leaf, issuerKey: middle.key, signer: { name: 'CN=Middle', key: middle.key } };
    const times = { thisUpdate, nextUpdate: '20260701000000Z' };
    const octets = issueOcsp({ ...profile, ...times, status: 'good', nonce, certificates: [], extensions: [] });
    const sent = nonce && Buffer.from(nonce).toString('hex');
    const source = { about: certificate, answer: readOcspResponse(octets), nonce: sent };
    const word = { certificate, source: 'crl', goodUntil: null, revokedAt: null, reason: 6 } as const;
    const { statuses } = await judgeDer(ders.leaf, [ders.middle], [ders.root], {
      answers: [source],
      known: [{ ...word, knownAt: '2026-05-05T00:00:00Z' }],
      options: { revocation: 'soft' },
    });
    expect(statuses.find((each) => each.certificate === certificate)?.state).toBe(state);
  });

  test('leaves the status unknown without a list or response', async () => {
    expect(await stateBy(1)).toBe('unknown');
    expect(await stateBy(6)).toBe('unknown');
  });
});
