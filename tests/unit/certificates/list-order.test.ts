// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { dualPairs } from '../../../main/certificates/dual/dual-pairs.ts';
import type { HeldElsewhere } from '../../../main/certificates/held-elsewhere.ts';
import { listOrder } from '../../../main/certificates/list-order.ts';
import { createListView } from '../../../main/certificates/list-view.ts';
import type { OwnFacts } from '../../../main/certificates/summary-of.ts';
import type { CertificateRow } from '../../../main/vault/store/rows/certificate-row.ts';
import { listFilters } from '../../../shared/domain/certificates/certificate-states.ts';
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';
import { wholeQuery } from '../../support/contract/whole-query.ts';

const now = new Date('2026-06-01T00:00:00Z');
const until = (notAfter: string) => ({ notAfter: `${notAfter}T00:00:00.000Z` });

function listed(
  rows: readonly CertificateRow[],
  change: Partial<CertificateQuery>,
  found?: readonly string[],
  held?: HeldElsewhere,
) {
  const sorted = rows.toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : 1));
  const superseded = new Map([[certificateRow('old').sha256, certificateRow('new').sha256]]);
  const pairs = dualPairs(sorted);
  const ownFacts = ({ sha256 }: CertificateRow): OwnFacts => ({
    chainState: sha256 === certificateRow('card 9').sha256 ? 'incomplete' : 'complete',
    warnings: [],
    supersededBy: superseded.get(sha256) ?? null,
    backup: sha256 === certificateRow('张三').sha256 ? 'none' : null,
    loss: null,
    revoked: false,
  });
  const partOf = (row: CertificateRow) => ({ row, facts: ownFacts(row) });
  const view = createListView(
    {
      revision: 1,
      rows: sorted,
      pairs,
      chainOf: (row) => ({ certificates: [row], complete: true }),
      lossOf: () => null,
      factsOf(row) {
        const pair = pairs.get(row.sha256);
        return {
          ...ownFacts(row),
          pair: pair ? { signing: partOf(pair.signing), encryption: partOf(pair.encryption) } : null,
        };
      },
    },
    now,
    held,
  );
  const ids = found && new Set(found.map((id) => certificateRow(id).sha256));
  const indexes = ids && [...sorted.keys()].filter((index) => ids.has(sorted[index]?.sha256 ?? ''));
  const list = listOrder(view, { ...wholeQuery, ...change }, indexes ?? null);
  const rowsOf = () => list.order.map((index) => view.listRow(index, list.parts.has(index)));
  const filters = view.filters({ ...wholeQuery, ...change });
  return { ...list, rowsOf, filters, names: list.order.map((index) => view.rows[index]?.displayName) };
}

const people = [
  certificateRow('张三', { ...until('2027-03-01'), issuerName: 'B', tags: ['网银'] }),
  certificateRow('李四', { ...until('2026-05-01'), issuerName: 'A', tags: ['对公', '网银'], hasPrivateKey: false }),
  certificateRow('Zoë', { ...until('2026-07-01'), issuerName: 'A', addedAt: '2026-05-01T00:00:00.000Z' }),
  certificateRow('card 10', { ...until('2027-05-01'), issuerName: '中' }),
  certificateRow('card 9', { ...until('2027-04-01'), issuerName: '中', label: 'äpfel' }),
  certificateRow('old', until('2027-06-01')),
  certificateRow('root', { ...until('2036-01-01'), isCa: true, hasPrivateKey: false }),
];
const by = (by_: CertificateQuery['sort']['by'], descending = false) => ({ sort: { by: by_, descending } });

describe('order', () => {
  test('[L05] the soonest expiry comes first, or last', () => {
    const expected = ['李四', 'Zoë', '张三', 'card 9', 'card 10', 'old'];
    expect(listed(people, {}).names).toEqual(expected);
    expect(listed(people, by('expiry', true)).names).toEqual(expected.toReversed());
  });

  test('[L05] names follow the alphabet of the language: pinyin, numbers by their value, labels before names', () => {
    const zh = listed(people, { ...by('name'), language: 'zh-CN' }).names;
    // In pinyin, li < zhang. Below, card 9 sorts by its label äpfel.
    expect(zh.indexOf('李四')).toBeLessThan(zh.indexOf('张三'));
    const en = listed(people, by('name')).names;
    expect(en.slice(0, 4)).toEqual(['card 9', 'card 10', 'old', 'Zoë']);
    expect(listed([certificateRow('n 10'), certificateRow('n 9')], by('name')).names).toEqual(['n 9', 'n 10']);
  });

  test('[L05] equal rows keep the order of expiry in both directions', () => {
    expect(listed(people, by('issuer')).names.slice(0, 3)).toEqual(['李四', 'Zoë', '张三']);
    expect(listed(people, by('issuer', true)).names.slice(-2)).toEqual(['李四', 'Zoë']);
  });

  test('[L05] certificates of the same time are listed by name, then by fingerprint', () => {
    const twins = ['n 10', 'n 9', '张三'].map((name) => certificateRow(name, until('2027-03-01')));
    const same = [certificateRow('n 9 again', { ...until('2027-03-01'), label: 'n 9' }), ...twins];
    const [first, second] = [same[0], same[2]].map((row) => row?.sha256 ?? '').toSorted();
    for (const rows of [same, same.toReversed()])
      for (const query of [{}, by('expiry', true), by('added'), by('status')]) {
        const { names, rowsOf } = listed(rows, query);
        expect(names.slice(2)).toEqual(['n 10', '张三']);
        expect(
          rowsOf()
            .slice(0, 2)
            .map(({ sha256 }) => sha256),
        ).toEqual([first, second]);
      }
  });

  test('[L05] the status order puts urgent ones first, and the date order the newest', () => {
    expect(listed(people, by('status')).names).toEqual(['Zoë', '李四', '张三', 'card 9', 'card 10', 'old']);
    expect(listed(people, by('added', true)).names[0]).toBe('Zoë');
  });
});

describe('filters', () => {
  test('[L05] expired certificates are folded at the end, shown there, or mixed in', () => {
    const folded = listed(people, { expired: 'folded' });
    expect(folded.names).toEqual(['Zoë', '张三', 'card 9', 'card 10', 'old']);
    expect({ expired: folded.expired, matching: folded.matching }).toEqual({
      expired: { count: 1, isShown: false },
      matching: 6,
    });
    const shown = listed(people, { expired: 'shown', group: 'issuer' });
    expect(shown.names.at(-1)).toBe('李四');
    expect(shown.expired).toEqual({ count: 1, isShown: true });
    expect(shown.groups.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(listed(people, {}).expired).toBeNull();
  });

  test('[L05] a result of expired certificates alone is not folded', () => {
    const { names, expired } = listed(people, { expired: 'folded' }, ['李四']);
    expect({ names, expired }).toEqual({ names: ['李四'], expired: null });
  });

  test('[L02] filter, tag, CAs and search narrow the list together', () => {
    expect(listed(people, { filter: 'superseded' }).names).toEqual(['old']);
    expect(listed(people, { filter: 'expiring' }).names).toEqual(['Zoë']);
    expect(listed(people, { filter: 'no-backup' }).names).toEqual(['张三']);
    expect(listed(people, { filter: 'no-backup', tag: '对公' }).names).toEqual([]);
    expect(listed(people, { filter: 'chain-incomplete' }).names).toEqual(['card 9']);
    expect(listed(people, { includeAuthorities: true }).names.at(-1)).toBe('root');
    expect(listed(people, {}, ['张三', 'old', 'root']).names).toEqual(['张三', 'old']);
  });

  test('[L02] the chips count what they show, and an expired certificate needs no key', () => {
    const keyless = certificateRow('keyless', { ...until('2027-02-01'), hasPrivateKey: false });
    const { filters } = listed([...people, keyless], {});
    expect(filters).toMatchObject({ all: 7, expiring: 1, 'no-backup': 1, superseded: 1, 'key-missing': 1, revoked: 0 });
    expect(filters.expired).toBe(1);
  });

  test('[L02] [L05] with expired certificates hidden, each chip counts the rows it shows', () => {
    const over = certificateRow('张三', until('2026-05-01'));
    for (const rows of [people, [over, ...people.slice(1)], [over]]) {
      for (const results of [undefined, ['张三', '李四', 'Zoë']]) {
        for (const filter of listFilters) {
          const { names, filters, found } = listed(rows, { filter, expired: 'hidden' }, results);
          expect((found ?? filters)[filter], filter).toBe(names.length);
        }
      }
    }
  });

  test('[L02] [L09] the Expired chip shows expired certificates alone, even while they are folded', () => {
    const { names, expired } = listed(people, { filter: 'expired', expired: 'folded' });
    expect({ names, expired }).toEqual({ names: ['李四'], expired: null });
  });
});

describe('groups', () => {
  const shape = (change: Partial<CertificateQuery>) =>
    listed(people, change).groups.map(({ key, start, count }) => [key, start, count]);

  test('[L05] by issuer are in alphabetical order, each with the list order inside', () => {
    const { names, groups } = listed(people, { group: 'issuer' });
    expect(groups.map(({ key, start, count }) => [key, start, count])).toEqual([
      ['A', 0, 2],
      ['B', 2, 1],
      ['Issuer', 3, 1],
      ['中', 4, 2],
    ]);
    expect(names).toEqual(['李四', 'Zoë', '张三', 'old', 'card 9', 'card 10']);
  });

  test('[L05] by month of expiry have the nearest month first, or last', () => {
    const months = shape({ group: 'month' }).map(([key]) => String(key));
    expect(months).toEqual(months.toSorted());
    expect(shape({ group: 'month', ...by('expiry', true) }).map(([key]) => key)).toEqual(months.toReversed());
  });

  test('[L05] by status and tag list a certificate under each of its tags, untagged ones last', () => {
    expect(shape({ group: 'status' }).map(([key]) => key)).toEqual(['expiring', 'expired', 'valid', 'superseded']);
    const { groups, matching, order } = listed(people, { group: 'tag', language: 'zh-CN' });
    expect(groups.map(({ key, count }) => [key, count])).toEqual([
      ['对公', 1],
      ['网银', 2],
      ['', 4],
    ]);
    expect({ matching, rows: order.length }).toEqual({ matching: 6, rows: 7 });
  });

  test('[L05] by bank use the subject, else the user’s note, and put the others last', () => {
    const bank = (name: string) => ({ maskedSubject: `CN=x,OU=Personal,OU=${name},O=CFCA` });
    const rows = [
      certificateRow('a', { ...until('2027-01-01'), ...bank('远洲银行') }),
      certificateRow('b', { ...until('2027-02-01'), ...bank('海川银行'), place: 'ignored' }),
      certificateRow('c', { ...until('2027-03-01'), place: '税务' }),
      certificateRow('d', { ...until('2027-04-01') }),
      certificateRow('e', { ...until('2027-05-01'), maskedSubject: 'CN=x,O=Bank of Somewhere' }),
    ];
    const { groups, names } = listed(rows, { group: 'bank', language: 'zh-CN' });
    expect(groups.map(({ key, count }) => [key, count])).toEqual([
      ['海川银行', 1],
      ['税务', 1],
      ['远洲银行', 1],
      ['Bank of Somewhere', 1],
      ['', 1],
    ]);
    expect(names).toEqual(['b', 'c', 'a', 'e', 'd']);
  });

  test('[L05] [L10] by place list a certificate in each of its places, the vault first', () => {
    const kept = certificateRow('kept', until('2027-01-01'));
    const outside = certificateRow('outside', until('2027-02-01'));
    const place = (kind: 'token' | 'chromium', name: string) => ({ kind, name, hasKey: true, hardware: null });
    const held: HeldElsewhere = new Map([
      [kept.sha256, { fields: { ...kept, searchText: '' }, places: [place('chromium', 'Chromium')] }],
      [
        outside.sha256,
        { fields: { ...outside, searchText: '' }, places: [place('chromium', 'Chromium'), place('token', '工行')] },
      ],
    ]);
    const { groups, names, matching } = listed([kept], { group: 'where' }, undefined, held);
    expect(groups.map(({ key, start, count }) => [key, start, count])).toEqual([
      ['vault:', 0, 1],
      ['chromium:Chromium', 1, 2],
      ['token:工行', 3, 1],
    ]);
    expect({ names, matching }).toEqual({ names: ['kept', 'kept', 'outside', 'outside'], matching: 2 });
  });
});

describe('signing and encryption certificate of one identity', () => {
  const zhang = (id: string, keyUsage: number, change: Partial<CertificateRow>) =>
    certificateRow(id, { subjectHash: 'zhang', algorithm: 'sm2', displayName: id, keyUsage, ...change });
  const sign = zhang('sign', 0b11, { ...until('2027-01-20'), tags: ['网银'] });
  const encrypt = zhang('encrypt', 0b1100, { ...until('2027-01-10'), hasPrivateKey: false, tags: ['对公'] });
  const before = certificateRow('before', until('2027-01-05'));
  const between = certificateRow('between', until('2027-01-15'));
  const rows = [sign, encrypt, before, between];

  test('[G04] share one row at the earlier expiry with the tags of both, and count once', () => {
    const list = listed(rows, {});
    // A pair sorts by its certificate that expires first.
    expect(list.names).toEqual(['before', 'encrypt', 'between']);
    expect(list.matching).toBe(3);
    expect(list.filters).toMatchObject({ all: 3, 'key-missing': 1 });
    expect(listed(rows, { filter: 'key-missing' }).names).toEqual(['encrypt']);
    for (const tag of ['网银', '对公']) expect(listed(rows, { tag }).names).toEqual(['encrypt']);
    expect(list.rowsOf()).toMatchObject([
      { displayName: 'before', pair: null, part: null },
      { sha256: sign.sha256, displayName: 'sign', notAfter: encrypt.notAfter, part: null, tags: ['网银', '对公'] },
      { displayName: 'between' },
    ]);
  });

  test('[G04] are found once by either certificate', () => {
    expect(listed(rows, {}, ['sign']).names).toEqual(['encrypt']);
    expect(listed(rows, {}, ['sign', 'encrypt']).names).toEqual(['encrypt']);
  });

  test('[G04] become two rows with their own expiry when expanded, and groups and expired ones move by one', () => {
    const opened = [sign.sha256];
    const list = listed(rows, { opened });
    expect(list.names).toEqual(['before', 'sign', 'encrypt', 'between']);
    expect(listed(rows, { opened: [encrypt.sha256] }).names).toEqual(list.names);
    expect(list.matching).toBe(3);
    expect(list.rowsOf()).toMatchObject([
      { part: null },
      { part: 'signing', notAfter: sign.notAfter, tags: ['网银'] },
      { part: 'encryption', notAfter: encrypt.notAfter, tags: ['对公'] },
      { part: null },
    ]);
    const grouped = listed(rows, { opened, group: 'status' });
    expect(grouped.groups.map(({ count }) => count)).toEqual([4]);
    const past = listed([...rows, certificateRow('past', until('2026-05-01'))], { opened, expired: 'shown' });
    expect({ names: past.names, expired: past.expired }).toEqual({
      names: ['before', 'sign', 'encrypt', 'between', 'past'],
      expired: { count: 1, isShown: true },
    });
  });
});

test('[L02] [L05] the chosen number of days sets the expiring filter and both of its counts', () => {
  const rows = ['2026-06-07', '2026-08-20', '2026-05-31'].map((end) => certificateRow(end, until(end)));
  const soon = listed(rows, { filter: 'expiring', expiringDays: 90 }, ['2026-06-07', '2026-08-20']);
  expect([soon.matching, soon.filters.expiring, soon.found?.expiring]).toEqual([2, 2, 2]);
  expect(listed(rows, { filter: 'expiring', expiringDays: 7 }).names).toEqual(['2026-06-07']);
});
