// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { matchRenewal, matchWebEnrolment, oldKeyOnToken } from '../../../main/enrolment/web/match-web-enrolment.ts';
import type { CertificateRow } from '../../../main/vault/store/rows/certificate-row.ts';
import type { WebEnrolmentRow } from '../../../main/vault/store/rows/web-enrolment-rows.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';

/** Key usage bits (RFC 5280 §4.2.1.3). */
const signing = 0b11;
const encryption = 0b1100;

const from = (notBefore: string, notAfter: string) => ({
  notBefore: `${notBefore}T00:00:00.000Z`,
  notAfter: `${notAfter}T00:00:00.000Z`,
});
const before = from('2025-07-01', '2026-07-01');
const now = from('2026-06-01', '2027-06-01');

const of = (id: string, subjectHash: string, issuerHash: string, change: Partial<CertificateRow>) =>
  certificateRow(id, { subjectHash, issuerHash, keyUsage: signing, ...change });
const zhang = of('zhang', 'zhang', 'bank', before);
const zhangNew = of('zhang new', 'zhang', 'bank', now);
const zhangRenamed = of('zhang renamed', 'zhang@2027', 'bank', now);
const zhangElsewhere = of('zhang elsewhere', 'zhang', 'other bank', now);
const cipher = of('cipher', 'zhang', 'bank', { ...before, keyUsage: encryption });
const cipherNew = of('cipher new', 'zhang', 'bank', { ...now, keyUsage: encryption });
const li = of('li', 'li', 'bank', before);
const stranger = of('stranger', 'wang', 'other bank', now);
const authority = of('authority', 'bank', 'bank', { ...now, isCa: true });
const rows = [
  zhang,
  zhangNew,
  zhangRenamed,
  zhangElsewhere,
  cipher,
  cipherNew,
  li,
  stranger,
  authority,
  of('zhang earlier', 'zhang@2024', 'bank', from('2024-07-01', '2025-07-01')),
  of('zhang longer', 'zhang@2025', 'bank', from('2025-06-01', '2027-06-01')),
  of('zhang same end', 'zhang@2026', 'bank', from('2026-06-01', '2026-07-01')),
];
const vault = { getRow: (sha256: string) => rows.find((row) => row.sha256 === sha256) ?? null };
const named = (name: string) => rows.find(({ displayName }) => displayName === name)?.sha256 ?? '';

type WebEnrolment = Pick<WebEnrolmentRow, 'id' | 'purpose' | 'renews'>;
const applying: WebEnrolment = { id: 'applying', purpose: 'apply', renews: null };
const renewal = (old: CertificateRow, purpose: 'renew' | 'replace' = 'renew'): WebEnrolment => ({
  id: `${purpose} ${old.displayName}`,
  purpose,
  renews: old.sha256,
});

/** Returns the enrolment that a file with these certificates completes, and the certificate. */
function ends(
  waiting: readonly WebEnrolment[],
  names: readonly string[],
  more: { opened?: WebEnrolment; came?: string[] } = {},
) {
  const all = names.map(named);
  const file = { waiting, opened: more.opened ?? null, here: more.opened === undefined ? waiting : [] };
  const end = matchWebEnrolment(vault, file, { all, came: more.came?.map(named) ?? all });
  return end === null ? null : [end.row.id, vault.getRow(end.certificate)?.displayName];
}

describe('matching by folder alone', () => {
  test('[E01] [E07] matches an application before a renewal that began earlier', () => {
    expect(ends([renewal(zhang), applying], ['stranger'])).toEqual(['applying', 'stranger']);
    expect(ends([renewal(zhang), applying], ['zhang renamed'])).toEqual(['applying', 'zhang renamed']);
  });

  test.each(['stranger', 'zhang earlier', 'zhang longer', 'zhang same end', 'zhang', 'authority'])(
    '[E07] matches no renewal with a certificate that cannot replace its own: %s',
    (name) => {
      expect(ends([renewal(zhang)], [name])).toBeNull();
    },
  );

  test('[E07] matches a renewal under a renamed issuer, or for its holder at another issuer', () => {
    expect(ends([renewal(zhang)], ['authority', 'zhang renamed'])).toEqual(['renew zhang', 'zhang renamed']);
    expect(ends([renewal(zhang)], ['stranger', 'zhang elsewhere'])).toEqual(['renew zhang', 'zhang elsewhere']);
    // A replacement often has the lost certificate's expiry date.
    expect(ends([renewal(zhang, 'replace')], ['zhang same end'])).toEqual(['replace zhang', 'zhang same end']);
    expect(ends([renewal(zhang, 'replace')], ['stranger'])).toBeNull();
  });

  test('[E07] matches none of several possible renewals, nor one whose certificate is gone', () => {
    expect(ends([renewal(zhang), renewal(li)], ['zhang renamed'])).toBeNull();
    const gone = { id: 'gone', purpose: 'renew', renews: 'f'.repeat(64) } as const;
    expect(ends([gone], ['zhang renamed'])).toBeNull();
    expect(ends([gone, renewal(zhang)], ['zhang renamed'])).toEqual(['renew zhang', 'zhang renamed']);
  });

  test('[E01] matches no application with a certificate that the vault already had', () => {
    expect(ends([applying], ['stranger'], { came: [] })).toBeNull();
    expect(ends([applying], ['stranger', 'authority'], { came: ['authority'] })).toBeNull();
    // A new certificate with a matching name may already be in the vault.
    expect(ends([renewal(zhang)], ['zhang new'], { came: [] })).toEqual(['renew zhang', 'zhang new']);
  });
});

describe('matching by file content', () => {
  test('[E07] prefers the renewal of the certificate, even to the dialog it was opened in', () => {
    expect(ends([applying, renewal(li), renewal(zhang)], ['zhang new'])).toEqual(['renew zhang', 'zhang new']);
    const waiting = [applying, renewal(li), renewal(zhang)];
    for (const opened of [applying, renewal(li)]) {
      expect(ends(waiting, ['zhang new'], { opened })).toEqual(['renew zhang', 'zhang new']);
    }
  });

  test('[E01] [E07] matches a file that renews nothing to the web enrolment it was opened for', () => {
    const waiting = [renewal(zhang), renewal(li), applying];
    expect(ends(waiting, ['zhang renamed'], { opened: renewal(li) })).toEqual(['renew li', 'zhang renamed']);
    expect(ends(waiting, ['stranger'], { opened: applying })).toEqual(['applying', 'stranger']);
    expect(ends(waiting, ['li'], { opened: renewal(li) })).toBeNull();
    // Both renewals match the file, so the user's choice decides.
    const both = [renewal(zhang), renewal(cipher)];
    expect(ends(both, ['zhang new', 'cipher new'], { opened: renewal(cipher) })).toEqual([
      'renew cipher',
      'cipher new',
    ]);
  });

  test('[E07] matches a signing and an encryption certificate to the renewal for their use', () => {
    const [first, second] = [renewal(zhang), renewal(cipher)];
    const file = [cipherNew.sha256, zhangNew.sha256];
    expect(matchRenewal(vault, [first, second], file)).toEqual({ row: first, certificate: zhangNew.sha256 });
    expect(matchRenewal(vault, [second], [cipherNew.sha256])).toMatchObject({ row: second });
    expect(matchRenewal(vault, [second], [zhangNew.sha256])).toBeNull();
  });
});

test('[E07] the old key is on a USB key only if the vault lacks it', () => {
  const key = { label: '网银盾', serial: '1', keyId: '01', seen: true };
  const old = (change: Partial<CertificateRow>) => ({ getRow: () => ({ ...zhang, ...change }) });
  const onToken = old({ keyOnToken: key, hasPrivateKey: false });
  expect(oldKeyOnToken(onToken, renewal(zhang))).toEqual(key);
  expect(oldKeyOnToken(onToken, applying)).toBeNull();
  expect(oldKeyOnToken(old({ keyOnToken: key }), renewal(zhang))).toBeNull();
  expect(oldKeyOnToken(old({ hasPrivateKey: false }), renewal(zhang))).toBeNull();
});
