// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { readPathCrl } from '../../../main/x509/path/revocation/path-crl.ts';
import { validateCertificate } from '../../../main/x509/path/validate-certificate.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import { skipReason } from '../../support/openssl/openssl.ts';
import { plainOptions } from '../../support/x509/path-question.ts';
import { type Issued, type ListTerms, OpensslAuthority } from '../../support/x509/openssl-authority.ts';

const missing = missingTools('openssl');
const toDelta = 'freshestCRL=URI:http://ca.example/delta.crl';
const usersOnly = 'issuingDistributionPoint=critical,onlyuser:TRUE';

interface Case {
  /** The leaf's state in the base and in the delta. */
  readonly base?: string;
  readonly delta?: string;
  readonly terms?: { readonly base?: ListTerms; readonly delta?: ListTerms };
  /** What is wrong with the delta. */
  readonly forged?: 'key' | 'signature';
  readonly revoked: boolean;
}

/** By default, one base CRL (number 1000) and one delta to it (number 1001). */
const cases: Readonly<Record<string, Case>> = {
  'no revocation': { revoked: false },
  'revoked in the delta': { delta: 'keyCompromise', revoked: true },
  'a hold that the delta lifts': { base: 'certificateHold', delta: 'removeFromCRL', revoked: false },
  'a hold that stays': { base: 'certificateHold', revoked: true },
  'a compromised key stays revoked': { base: 'keyCompromise', revoked: true },
  'a delta for users alone, to such a list': {
    delta: 'keyCompromise',
    terms: { base: { extensions: [toDelta, usersOnly] }, delta: { extensions: [usersOnly] } },
    revoked: true,
  },
  'a delta that another key signed lifts nothing': {
    base: 'certificateHold',
    delta: 'removeFromCRL',
    forged: 'key',
    revoked: true,
  },
  'a delta with a broken signature lifts nothing': {
    base: 'certificateHold',
    delta: 'removeFromCRL',
    forged: 'signature',
    revoked: true,
  },
  'a delta that starts after the list lifts nothing': {
    base: 'certificateHold',
    delta: 'removeFromCRL',
    terms: { delta: { number: '1005', base: '1004' } },
    revoked: true,
  },
  'a delta of another scope lifts nothing': {
    base: 'certificateHold',
    delta: 'removeFromCRL',
    terms: { delta: { extensions: [usersOnly] } },
    revoked: true,
  },
  'a delta that is older than the list lifts nothing': {
    base: 'certificateHold',
    delta: 'removeFromCRL',
    terms: { base: { number: '1008' } },
    revoked: true,
  },
};

describe.skipIf(missing.length > 0)(`[V01] [V02] CRLs and delta CRLs of OpenSSL${skipReason(missing)}`, () => {
  let folder: PeerFolder;
  let elsewhere: PeerFolder;
  let root: OpensslAuthority;
  /** Same name, different key. */
  let namesake: OpensslAuthority;
  beforeAll(() => {
    folder = new PeerFolder();
    elsewhere = new PeerFolder();
    root = new OpensslAuthority(folder, 'root');
    namesake = new OpensslAuthority(elsewhere, 'root');
  });
  afterAll(() => {
    folder.remove();
    elsewhere.remove();
  });

  function issueCase(name: string, { base, delta, terms, forged }: Case) {
    const leaf = root.issue(name, ['keyUsage=digitalSignature']);
    if (base !== undefined) root.revoke(leaf, base);
    const whole = root.crl({ number: '1000', extensions: [toDelta], ...terms?.base });
    if (delta !== undefined) root.revoke(leaf, delta);
    const ofDelta = { number: '1001', base: '1000', ...terms?.delta };
    const changes = forged === 'key' ? namesake.crl(ofDelta) : root.crl(ofDelta);
    if (forged === 'signature') changes[changes.length - 1] = (changes.at(-1) ?? 0) ^ 1;
    return { leaf, lists: [whole, changes] };
  }

  function theirs({ file }: Issued, lists: readonly Uint8Array[]): { ok: boolean; said: string } {
    const files = lists.flatMap((list, index) => ['-CRLfile', folder.write(`${index}.crl`, list)]);
    const argv = [
      'verify',
      '-crl_check',
      '-use_deltas',
      '-extended_crl',
      '-CAfile',
      root.certificate.file,
      ...files,
      file,
    ];
    const { status, stdout, stderr } = spawnSync('openssl', argv, { encoding: 'utf8' });
    const said = `${stdout}${stderr}`;
    // A file that OpenSSL can't read must not count as a refusal.
    if (status !== 0 && !/error \d+ at \d+ depth/.test(said)) throw new Error(said);
    return { ok: status === 0, said };
  }

  test.each(Object.entries(cases))('agrees with openssl: %s', async (name, each) => {
    const { leaf, lists } = issueCase(name.replaceAll(/\W+/g, '-'), each);
    const judge = async (order: readonly Uint8Array[]) =>
      validateCertificate({
        leaf: readPathCertificate(leaf.der),
        intermediates: [],
        anchors: [readPathCertificate(root.certificate.der)],
        crls: order.map(readPathCrl),
        options: { ...plainOptions, at: `${new Date().toISOString().slice(0, 19)}Z`, revocation: 'required' },
      });
    const ours = await judge(lists);
    const { ok, said } = theirs(leaf, lists);
    expect({ valid: ours.valid, ok }, said).toEqual({ valid: !each.revoked, ok: !each.revoked });
    expect((await judge(lists.toReversed())).valid).toBe(ours.valid);
  });
});
