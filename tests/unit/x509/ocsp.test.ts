// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { readOcspResponse } from '../../../main/x509/ocsp/read-ocsp-response.ts';
import * as der from '../../../main/x509/der/der-writer.ts';
import { extension, issue } from '../../support/x509/issue.ts';
import { issueOcsp, type OcspProfile } from '../../support/x509/issue-ocsp.ts';
import {
  byDelegate,
  chain,
  delegate,
  judgeByOcsp,
  judgeLeaf,
  leafSha256,
  middle,
  noCheck,
  ocspAnswer,
  ocspSigning,
} from '../../support/x509/ocsp-question.ts';
import { newKey, reasonsOf } from '../../support/x509/path-question.ts';

const cases: Readonly<Record<string, readonly [change: Partial<OcspProfile>, verdict: string, state: string]>> = {
  'good by the issuer': [{}, 'answered', 'good'],
  'good by the issuer, named by its key': [{ signer: { name: null, key: chain.middle.key } }, 'answered', 'good'],
  'no nonce in a prepared answer': [{ nonce: null }, 'answered', 'good'],
  'the nonce of another request': [{ nonce: Buffer.alloc(32, 8) }, 'replayed', 'unknown'],
  'unknown to the responder': [{ status: 'unknown' }, 'unknown-there', 'unknown'],
  'an answer of last month': [
    { thisUpdate: '20260501000000Z', nextUpdate: '20260508000000Z' },
    'out-of-date',
    'unknown',
  ],
  'an answer that ended four minutes ago': [{ nextUpdate: '20260531235600Z' }, 'answered', 'good'],
  'an answer that ended six minutes ago': [{ nextUpdate: '20260531235400Z' }, 'out-of-date', 'unknown'],
  'an answer of four minutes from now': [{ thisUpdate: '20260601000400Z' }, 'answered', 'good'],
  'an answer of six minutes from now': [{ thisUpdate: '20260601000600Z' }, 'not-yet-valid', 'unknown'],
  'no end, of this day': [{ nextUpdate: null }, 'answered', 'good'],
  'no end, two days old': [{ nextUpdate: null, thisUpdate: '20260530000000Z' }, 'out-of-date', 'unknown'],
  'about another certificate': [{ certificate: issue({ ...chain.leaf, serial: 4 }) }, 'other-certificate', 'unknown'],
  'about a namesake by another key': [{ issuerKey: newKey() }, 'other-certificate', 'unknown'],
  'signed by another key under the name of the issuer': [
    { signer: { name: 'CN=Middle', key: newKey() } },
    'foreign-signer',
    'unknown',
  ],
  'signed by the root, which is trusted for other things': [
    { signer: { name: 'CN=Root', key: chain.root.key } },
    'foreign-signer',
    'unknown',
  ],
  'a critical extension that is not processed': [{ extensions: [extension.unknown(true)] }, 'unsupported', 'unknown'],
  'a delegate of the issuer': [{ signer: byDelegate(), certificates: [delegate()] }, 'answered', 'good'],
  'a delegate with the no-check extension': [
    { signer: byDelegate(), certificates: [delegate({ extensions: [ocspSigning, noCheck] })] },
    'answered',
    'good',
  ],
  'a delegate by its name alone': [{ signer: byDelegate() }, 'foreign-signer', 'unknown'],
  'a certificate of the issuer for another purpose': [
    { signer: byDelegate(), certificates: [delegate({ extensions: [extension.extendedKeyUsage('2.5.29.37.0')] })] },
    'foreign-signer',
    'unknown',
  ],
  'a delegate whose key may not sign': [
    { signer: byDelegate(), certificates: [delegate({ extensions: [ocspSigning, extension.keyUsage(0x20)] })] },
    'foreign-signer',
    'unknown',
  ],
  'a delegate that expired': [
    { signer: byDelegate(), certificates: [delegate({ notAfter: '260501000000Z' })] },
    'foreign-signer',
    'unknown',
  ],
  'a delegate of the root': [
    { signer: byDelegate(), certificates: [delegate({ issuer: 'CN=Root', issuerKey: chain.root.key })] },
    'foreign-signer',
    'unknown',
  ],
  'a delegate of the issuer’s key under another name': [
    { signer: byDelegate(), certificates: [delegate({ issuer: 'CN=Else' })] },
    'foreign-signer',
    'unknown',
  ],
  'a delegate that the issuer did not certify': [
    { signer: byDelegate(), certificates: [delegate({ issuerKey: newKey() })] },
    'foreign-signer',
    'unknown',
  ],
};

describe('[V02] OCSP responses by RFC 6960 §3.2', () => {
  test.each(Object.entries(cases))('%s', async (_name, [change, verdict, state]) => {
    const found = await judgeByOcsp(ocspAnswer(change));
    expect({ verdict: found.verdict, state: found.status?.state }).toEqual({ verdict, state });
  });

  test('reports a revocation with its date and reason, on an otherwise good path', async () => {
    const { judged, status } = await judgeByOcsp(ocspAnswer({ status: { at: '20260520101112Z', reason: 1 } }));
    expect({ valid: judged.valid, revocation: judged.revocation, reasons: reasonsOf(judged) }).toEqual({
      valid: false,
      revocation: 'revoked',
      reasons: ['revoked 张三 1'],
    });
    expect(status).toEqual({
      certificate: leafSha256,
      state: 'revoked',
      source: 'ocsp',
      goodUntil: '2026-06-07T00:00:00Z',
      revokedAt: '2026-05-20T10:11:12Z',
      reason: 1,
    });
  });

  test.each([
    [1, 'responder-error'],
    [2, 'responder-error'],
    [3, 'try-later'],
    [6, 'responder-error'],
  ])('error status %d leaves the status unknown', async (code, verdict) => {
    const found = await judgeByOcsp(der.sequence(der.element(0x0a, Uint8Array.of(code))));
    expect({ verdict: found.verdict, state: found.status?.state }).toEqual({ verdict, state: 'unknown' });
  });

  test('lets a list revoke a certificate with a good response, and also a delegate', async () => {
    const times = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z' };
    const listed = (serial: number) => ({
      ...times,
      issuer: 'CN=Middle',
      issuerKey: chain.middle.key,
      revoked: [serial],
    });
    const about = { about: leafSha256, nonce: null };
    const good = { ...about, answer: readOcspResponse(issueOcsp(ocspAnswer())) };
    const revoked = await judgeLeaf({ crls: [listed(3)], answers: [good] });
    expect({ revocation: revoked.revocation, source: revoked.statuses[1]?.source }).toEqual({
      revocation: 'revoked',
      source: 'crl',
    });
    expect(revoked.statuses[1]?.revokedAt).toBe('2026-05-01T00:00:00Z');
    const delegated = ocspAnswer({ signer: byDelegate(), certificates: [delegate()] });
    const source = { ...about, answer: readOcspResponse(issueOcsp(delegated)) };
    const judged = await judgeLeaf({ crls: [listed(9)], answers: [source] });
    expect(judged.verdicts.get(source)?.verdict).toBe('foreign-signer');
  });

  test.each([1, 256])('rejects version %i, and accepts an explicit v1', (version) => {
    expect(() => readOcspResponse(issueOcsp(ocspAnswer({ version })))).toThrow('damaged');
    expect(readOcspResponse(issueOcsp(ocspAnswer({ version: 0 })))).toMatchObject({ usable: true });
  });

  test('a changed octet never makes a response good for a revoked certificate', async () => {
    const bytes = issueOcsp(ocspAnswer({ status: { at: '20260520101112Z', reason: 1 }, nonce: null }));
    for (let at = 0; at < bytes.length; at++) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] as number) ^ 0x01;
      const state = await judgeByOcsp(changed, null).then(
        ({ status }) => status?.state,
        (error: { code?: string }) => error.code,
      );
      expect(['revoked', 'unknown', 'damaged', 'limit-exceeded']).toContain(state);
    }
  });

  test('rejects a response about a CA that the CA signed itself', async () => {
    const about = readPathCertificate(middle).sha256;
    const own = ocspAnswer({ certificate: middle, issuerKey: chain.root.key });
    const source = { about, answer: readOcspResponse(issueOcsp(own)), nonce: null };
    const judged = await judgeLeaf({ answers: [source] });
    expect(judged.verdicts.get(source)?.verdict).toBe('foreign-signer');
  });
});
