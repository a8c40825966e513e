// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { CertificateJudge } from '../../../../main/x509/path/judge-certificates.ts';
import { readPathCertificate } from '../../../../main/x509/path/path-certificate.ts';
import { issue, type Profile } from '../../../support/x509/issue.ts';
import { newKey, plainChain, withExtension } from '../../../support/x509/path-question.ts';
import { extension } from '../../../support/x509/issue.ts';

const at = '2026-06-01T00:00:00Z';
const read = (profile: Profile) => readPathCertificate(issue(profile));

async function verdictOf(chain: ReturnType<typeof plainChain>, { trusted }: { trusted: boolean }) {
  const [root, middle, leaf] = [read(chain.root), read(chain.middle), read(chain.leaf)];
  const judge = new CertificateJudge([middle, root], trusted ? [root] : [], at);
  const { valid, sound, reasons, path } = await judge.judge(leaf);
  return { valid, sound, codes: reasons.map(({ code, role }) => `${code} ${role}`), length: path.length };
}

describe('verdicts for the list', () => {
  test('[V01] [L01] a path to an anchor is valid', async () => {
    const verdict = await verdictOf(plainChain(), { trusted: true });
    expect(verdict).toEqual({ valid: true, sound: true, codes: [], length: 3 });
  });

  test('[V01] [L01] reports an untrusted root, and no other reason', async () => {
    const verdict = await verdictOf(plainChain(), { trusted: false });
    expect(verdict).toEqual({ valid: false, sound: true, codes: ['root-untrusted anchor'], length: 3 });
  });

  test('[V01] [L01] judges the rest of a path below an untrusted root', async () => {
    const { middle, ...rest } = plainChain();
    const expired = await verdictOf({ ...rest, middle: { ...middle, notAfter: '260501000000Z' } }, { trusted: false });
    expect(expired).toMatchObject({ sound: false, codes: ['root-untrusted anchor', 'expired intermediate'] });
    const none = withExtension(middle, extension.basicConstraints(false));
    const noAuthority = await verdictOf({ ...rest, middle: none }, { trusted: false });
    expect(noAuthority).toMatchObject({ sound: false, codes: ['root-untrusted anchor', 'not-authority intermediate'] });
  });

  test('[V01] [L01] reports a signature by another key, with or without a trusted root', async () => {
    const { leaf, ...rest } = plainChain();
    const forged = { ...rest, leaf: { ...leaf, issuerKey: newKey() } };
    for (const trusted of [true, false]) {
      expect(await verdictOf(forged, { trusted })).toMatchObject({ sound: false, codes: ['signature-invalid leaf'] });
    }
  });

  test('[V01] [L01] reports a missing issuer, but still calls the certificate sound', async () => {
    const { leaf } = plainChain();
    const { valid, sound, reasons } = await new CertificateJudge([], [], at).judge(read(leaf));
    expect({ valid, sound, reason: reasons[0]?.code }).toEqual({ valid: false, sound: true, reason: 'no-issuer' });
  });

  test('[V01] [L01] a self-issued certificate is its whole path', async () => {
    const { root } = plainChain();
    const { sound, reasons, path } = await new CertificateJudge([], [], at).judge(read(root));
    expect(reasons).toMatchObject([{ code: 'root-untrusted', role: 'leaf' }]);
    expect({ sound, path: path.length }).toEqual({ sound: true, path: 1 });
    const forged = read({ ...root, issuerKey: newKey() });
    const verdict = await new CertificateJudge([], [forged], at).judge(forged);
    expect(verdict.valid).toBe(true);
  });
});
