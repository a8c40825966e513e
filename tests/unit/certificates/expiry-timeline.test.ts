// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { createCertificateList } from '../../../main/certificates/certificate-list.ts';
import { createChainView } from '../../../main/certificates/chain-view.ts';
import { expiryTimeline } from '../../../main/certificates/expiry-timeline.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { newTestVault } from '../../support/vault/vault-fixture.ts';

const now = new Date(2026, 10, 24, 12);
const at = (year: number, month: number, day: number) => new Date(year, month - 1, day, 9).toISOString();
const certificate = (displayName: string, notAfter: string, status: CertificateStatus = 'valid') => ({
  name: () => displayName,
  notAfter,
  status,
  isLost: false,
});

it('[L04] counts by month of expiry, the present month first, across the end of the year', () => {
  const timeline = expiryTimeline(
    [
      certificate('gone', at(2026, 11, 23)),
      certificate('a', at(2026, 11, 30)),
      certificate('b', at(2027, 1, 1)),
      certificate('c', at(2027, 1, 31)),
      certificate('d', at(2027, 2, 1)),
    ],
    3,
    now,
  );
  expect(timeline).toEqual({
    expired: 1,
    months: [
      { month: '2026-11', certificates: 1, names: ['a'], firstEnd: at(2026, 11, 30) },
      { month: '2026-12', certificates: 0, names: [], firstEnd: null },
      { month: '2027-01', certificates: 2, names: ['b', 'c'], firstEnd: at(2027, 1, 1) },
    ],
    later: 1,
  });
});

it('[L04] leaves out superseded certificates, names at most three a month, and revoked ones don’t end first', () => {
  const many = ['a', 'b', 'c', 'd'].map((name) => certificate(name, at(2026, 12, 5)));
  const { months, expired } = expiryTimeline(
    [
      certificate('old', at(2026, 10, 1), 'superseded'),
      certificate('old', at(2026, 12, 1), 'superseded'),
      certificate('revoked', at(2026, 12, 2), 'revoked'),
      ...many,
    ],
    2,
    now,
  );
  expect({ expired, second: months[1] }).toEqual({
    expired: 0,
    second: { month: '2026-12', certificates: 5, names: ['revoked', 'a', 'b'], firstEnd: at(2026, 12, 5) },
  });
});

it('[L04] [T02] counts a certificate on a USB key, and only once if the vault has it too', async () => {
  const made = [await makeIdentity('CN=in both', null), await makeIdentity('CN=on the key', null)];
  const vault = newTestVault();
  const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
  await vault.importItems({ certificates: made.slice(0, 1).map(({ certificate: each }) => each), keys: [], origin });
  const places = [{ kind: 'token' as const, name: 'key', hasKey: true, hardware: 'Example' }];
  const held = new Map(
    made.map(({ sha256, certificate: { der } }) => [sha256, { fields: readCertificateFields(der), places }]),
  );
  const until = new Date([...held.values()][0]?.fields.notAfter ?? '');
  const clock = () => new Date(until.getFullYear(), until.getMonth(), 1);
  const list = createCertificateList(
    createChainView(() => []),
    clock,
    () => held,
  );
  expect(list.timeline(vault, 1).months).toMatchObject([
    { certificates: 2, names: expect.arrayContaining(['in both', 'on the key']) },
  ]);
});

it('[L04] [E08] leaves out certificates that must be replaced', () => {
  const of = (name: string, isLost: boolean) => ({ ...certificate(name, at(2026, 12, 5)), isLost });
  const { months } = expiryTimeline([of('stolen', true), of('kept', false)], 2, now);
  expect(months[1]).toEqual({ month: '2026-12', certificates: 1, names: ['kept'], firstEnd: at(2026, 12, 5) });
});
