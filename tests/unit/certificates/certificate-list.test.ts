// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createCertificateList } from '../../../main/certificates/certificate-list.ts';
import { createChainView } from '../../../main/certificates/chain-view.ts';
import type { HeldElsewhere } from '../../../main/certificates/held-elsewhere.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { startOfDay } from '../../../shared/domain/certificates/certificate-status.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { makeManyCertificates, nameOf } from '../../support/vault/many-certificates.ts';
import { pauseAtEachStep } from '../../support/vault/pausing-steps.ts';
import { newTestVault } from '../../support/vault/vault-fixture.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { wholeQuery } from '../../support/contract/whole-query.ts';

afterEach(() => vi.restoreAllMocks());

const now = () => new Date('2026-11-24T12:00:00Z');
const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
const list = () =>
  createCertificateList(
    createChainView(() => []),
    now,
  );
const idsIn = (vault: Vault, pages = list()) => ({
  ids: pages.ids(vault, wholeQuery).ids.flat(),
  revision: pages.ids(vault, wholeQuery).revision,
});
const stretch = (offset: number, limit: number, facets = true) => ({ offset, limit, facets });

async function vaultOf(count: number) {
  const vault = newTestVault();
  await vault.importItems({
    certificates: makeManyCertificates(count, now().getTime()).certificates,
    keys: [],
    origin,
  });
  return vault;
}

describe('pages of the list', () => {
  test('[L07] contain every certificate once, in list order', async () => {
    const vault = await vaultOf(250);
    const pages = list();
    const query = { ...wholeQuery, sort: { by: 'name', descending: false } } as const;
    const rows = [0, 100, 200].flatMap((offset) => pages.page(vault, query, stretch(offset, 100)).rows);
    expect(rows.map(({ sha256 }) => [sha256])).toEqual(pages.ids(vault, query).ids);
    expect(new Set(rows.map(({ sha256 }) => sha256)).size).toBe(250);
    expect(pages.page(vault, query, stretch(1000, 100))).toMatchObject({ rows: [], rowCount: 250 });
  });

  test('[L02] [L06] keep the heading of a folded group, but leave out its rows and their ids', async () => {
    const vault = await vaultOf(40);
    const pages = list();
    const query = { ...wholeQuery, group: 'month' } as const;
    const all = pages.page(vault, query, stretch(0, 100));
    const [first, second] = all.facets?.groups ?? [];
    const folded = { ...query, folded: [first?.key ?? ''] };
    const { facets, rows, rowCount } = pages.page(vault, folded, stretch(0, 100));
    const count = first?.count ?? 0;
    expect([facets?.groups[0], facets?.groups[1]]).toEqual([first, { ...second, start: 0 }]);
    expect([facets?.folded, facets?.matching, rowCount]).toEqual([count, 40, 40 - count]);
    expect(rows).toEqual(all.rows.slice(count));
    expect(pages.ids(vault, folded).ids).toHaveLength(40 - count);
  });

  test('[L02] [L07] return facets on request, with counts of all rows and of the search results', async () => {
    const vault = await vaultOf(40);
    const pages = list();
    const page = pages.page(vault, { ...wholeQuery, search: nameOf(3) }, stretch(0, 100));
    expect(page.rows.map(({ displayName }) => displayName)).toEqual([nameOf(3)]);
    expect(page.facets).toMatchObject({
      matching: 1,
      filters: { all: 40 },
      found: { all: 1 },
      authorities: 0,
      tags: [],
      groups: [],
    });
    expect(pages.page(vault, wholeQuery, stretch(0, 1)).facets?.found).toBeNull();
    expect(pages.page(vault, wholeQuery, stretch(0, 1, false)).facets).toBeNull();
  });

  test('[L02] [L05] hide expired certificates from rows, ids and counts, but not from their own filter', async () => {
    const vault = await vaultOf(40);
    const pages = list();
    const hidden = { ...wholeQuery, expired: 'hidden' } as const;
    const all = pages.page(vault, wholeQuery, stretch(0, 100));
    const over = all.facets?.filters.expired ?? 0;
    expect(over).toBeGreaterThan(0);
    const { rows, rowCount, facets } = pages.page(vault, hidden, stretch(0, 100));
    expect(rows.map(({ status }) => status)).not.toContain('expired');
    expect([rowCount, facets?.matching, facets?.filters.all]).toEqual([40 - over, 40 - over, 40 - over]);
    expect([facets?.expired, facets?.hidden, facets?.filters.expired]).toEqual([null, over, over]);
    expect(pages.ids(vault, hidden).ids).toHaveLength(40 - over);
    const alone = pages.page(vault, { ...hidden, filter: 'expired' }, stretch(0, 100));
    expect([alone.rowCount, alone.facets?.hidden]).toEqual([over, 0]);
    const search = all.rows.find(({ status }) => status === 'expired')?.displayName ?? '';
    const found = pages.page(vault, { ...hidden, search }, stretch(0, 100));
    expect([found.rowCount, found.facets?.found?.all]).toEqual([1, 1]);
  });

  test('[L06] [L07] a change shows in the next page', async () => {
    const vault = await vaultOf(10);
    const pages = list();
    const { ids, revision } = idsIn(vault, pages);
    expect(await vault.tag(ids.slice(0, 3), { add: ['网银'], remove: [] })).toEqual(ids.slice(0, 3));
    const page = pages.page(vault, { ...wholeQuery, tag: '网银' }, stretch(0, 100));
    expect(page.rows.map(({ sha256 }) => sha256)).toEqual(ids.slice(0, 3));
    expect(page.facets?.tags).toEqual(['网银']);
    expect(page.revision).toBeGreaterThan(revision);
    expect(pages.page(vault, { ...wholeQuery, search: '网银' }, stretch(0, 100)).rowCount).toBe(3);
  });
});

test('[L07] a vault that replaces another at the same revision is read separately', async () => {
  const view = createChainView(() => []);
  const [first, second] = [await vaultOf(2), await vaultOf(3)];
  expect(first.revision).toBe(second.revision);
  await view.prepare(first, now());
  await view.prepare(second, now());
  expect(view.of(first).rows).toHaveLength(2);
  expect(view.of(second).rows).toHaveLength(3);
  expect(view.of(first)).toBe(view.of(first));
});

describe('certificates in other places', () => {
  test('[L10] are rows with their place, not counted twice with the vault’s, and cannot be selected', async () => {
    const vault = await vaultOf(3);
    const [known] = vault.listRows({ search: '' });
    const outside = await makeIdentity('CN=网银盾持有人', null);
    const keyless = await makeIdentity('CN=no key here', null);
    const place = (name: string, hasKey: boolean | null = true) => ({
      kind: 'firefox' as const,
      name,
      hasKey,
      hardware: null,
    });
    const onToken = { kind: 'token' as const, name: '工行', hasKey: true, hardware: 'Example' };
    let held: HeldElsewhere = new Map();
    const pages = createCertificateList(
      createChainView(() => []),
      now,
      () => held,
    );
    expect(pages.page(vault, wholeQuery, stretch(0, 10)).rows.map(({ where }) => where)).toEqual(
      Array.from({ length: 3 }, () => [{ kind: 'vault', name: '' }]),
    );
    const fieldsOf = (der: Uint8Array) => readCertificateFields(der);
    held = new Map([
      [
        known?.sha256 ?? '',
        { fields: fieldsOf(vault.getDer(known?.sha256 ?? '') ?? new Uint8Array()), places: [place('Firefox')] },
      ],
      [outside.sha256, { fields: fieldsOf(outside.certificate.der), places: [onToken] }],
      [keyless.sha256, { fields: fieldsOf(keyless.certificate.der), places: [place('Firefox', false)] }],
    ]);
    const page = pages.page(vault, wholeQuery, stretch(0, 10));
    expect(page.rowCount).toBe(4);
    // The vault's expired certificate doesn't count as missing its key.
    expect(page.facets?.filters).toMatchObject({ all: 4, valid: 1, expired: 1, expiring: 2, 'key-missing': 2 });
    const row = page.rows.find(({ sha256 }) => sha256 === outside.sha256);
    expect(row).toMatchObject({ inVault: false, where: [{ kind: 'token', name: '工行' }], watched: false });
    expect(page.rows.find(({ sha256 }) => sha256 === known?.sha256)?.where).toEqual([
      { kind: 'vault', name: '' },
      { kind: 'firefox', name: 'Firefox' },
    ]);
    expect(pages.ids(vault, wholeQuery).ids.filter((each) => each.length === 0)).toHaveLength(1);
    expect(pages.page(vault, { ...wholeQuery, search: '网银盾' }, stretch(0, 10)).rowCount).toBe(1);
    expect(pages.summaries(vault, false)).toHaveLength(3);
    // Without the token, its row disappears.
    held = new Map();
    expect(pages.page(vault, wholeQuery, stretch(0, 10)).rowCount).toBe(3);
  });
});

describe('the list as time goes by', () => {
  const clockAt = (iso: string) => {
    const clock = { at: new Date(iso) };
    const pages = createCertificateList(
      createChainView(() => []),
      () => clock.at,
    );
    return { clock, pages };
  };

  test('[L01] [L07] stays the same until the next status change, and reports the time of that change', async () => {
    const vault = await vaultOf(100);
    const { clock, pages } = clockAt('2026-11-24T12:00:00.250Z');
    const first = pages.page(vault, wholeQuery, stretch(0, 100));
    const filters = () =>
      ([7, 30, 60, 90] as const).map((expiringDays) => {
        const { facets } = pages.page(vault, { ...wholeQuery, expiringDays }, stretch(0, 0));
        return facets?.filters;
      });
    const before = filters();
    const inAWeek = startOfDay(clock.at, 7);
    const changesAt = Date.parse(first.facets?.changesAt ?? '');
    const rows = first.rows.map(({ notBefore, notAfter }) => [Date.parse(notBefore), Date.parse(notAfter)] as const);
    const points = [startOfDay(clock.at, 1), ...rows.flatMap(([begin, end]) => [begin, end + 1])];
    expect(changesAt).toBe(Math.min(...points.filter((point) => point > clock.at.getTime())));
    clock.at = new Date(changesAt - 1);
    expect(pages.page(vault, wholeQuery, stretch(0, 100))).toEqual(first);
    clock.at = new Date(changesAt);
    const next = pages.page(vault, wholeQuery, stretch(0, 100));
    expect({ isLater: next.order > first.order, revision: next.revision }).toEqual({
      isLater: true,
      revision: first.revision,
    });
    clock.at = new Date(inAWeek);
    expect(filters()).not.toEqual(before);
    clock.at = new Date('2026-11-24T12:00:00.250Z');
    const back = pages.page(vault, wholeQuery, stretch(0, 100));
    expect(back).toEqual({ ...first, order: next.order + 2 });
  });

  test('[L05] [L07] a certificate supersedes the old one as soon as it becomes valid', async () => {
    const vault = newTestVault();
    const issued = (from: string, to: string) =>
      makeIdentity('CN=a', null, undefined, { notBefore: new Date(from), notAfter: new Date(to) });
    const [old, renewed] = [
      await issued('2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
      await issued('2026-11-24T12:00:20Z', '2029-01-01T00:00:00Z'),
    ];
    await vault.importItems({ certificates: [old.certificate, renewed.certificate], keys: [], origin });
    const { clock, pages } = clockAt('2026-11-24T12:00:10Z');
    const successors = () => pages.page(vault, wholeQuery, stretch(0, 10)).rows.map((row) => row.supersededBy);
    expect(successors()).toEqual([null, null]);
    clock.at = new Date('2026-11-24T12:00:20Z');
    expect(successors()).toEqual([renewed.sha256, null]);
  });
});

describe('tags on many certificates', () => {
  test('[L06] are added and removed in one change, or not at all', async () => {
    const vault = await vaultOf(4);
    const { ids } = idsIn(vault);
    const tagsOf = () => ids.map((sha256) => vault.getRow(sha256)?.tags);
    await vault.tag(ids.slice(0, 2), { add: ['a', 'b'], remove: [] });
    const before = vault.revision;
    expect(await vault.tag(ids.slice(0, 3), { add: ['c', ' c '], remove: ['a', 'x'] })).toEqual(ids.slice(0, 3));
    expect(vault.revision).toBe(before + 1);
    expect(tagsOf()).toEqual([['b', 'c'], ['b', 'c'], ['c'], []]);
    expect(await vault.tag(ids.slice(0, 3), { add: ['c'], remove: [] })).toEqual([]);
    expect(vault.revision).toBe(before + 1);
    const missing = 'f'.repeat(64);
    await expect(vault.tag([...ids, missing], { add: ['d'], remove: [] })).rejects.toMatchObject({ code: 'not-found' });
    expect(tagsOf().flat()).not.toContain('d');
  });

  test('[L06] never exceed the limit per certificate', async () => {
    const vault = await vaultOf(1);
    const { ids } = idsIn(vault);
    const many = (prefix: string) => Array.from({ length: 40 }, (_, index) => `${prefix}${index}`);
    await vault.tag(ids, { add: many('a'), remove: [] });
    await vault.tag(ids, { add: many('b'), remove: [] });
    expect(vault.getRow(ids[0] ?? '')?.tags).toHaveLength(annotationLimits.tags);
  });

  test('[L07] a list prepared in steps equals a list read at once', async () => {
    const vault = await vaultOf(2000);
    const prepared = list();
    pauseAtEachStep();
    const state = { done: false };
    const preparing = prepared.prepare(vault).finally(() => (state.done = true));
    let turns = 0;
    while (!state.done) {
      await setImmediate();
      turns += 1;
    }
    await preparing;
    expect(turns).toBeGreaterThan(2);
    const before = vault.listRows;
    const read = { again: 0 };
    vault.listRows = (filter) => {
      read.again += 1;
      return before.call(vault, filter);
    };
    const page = prepared.page(vault, wholeQuery, stretch(0, 500));
    expect(read.again).toBe(0);
    expect(page).toEqual(list().page(vault, wholeQuery, stretch(0, 500)));
  });

  test('[L06] [L07] a change during preparation shows in the first page', async () => {
    const vault = await vaultOf(2000);
    const pages = list();
    pauseAtEachStep();
    const preparing = pages.prepare(vault);
    await setImmediate();
    const [first] = vault.listRows({ search: '' });
    await vault.tag([first?.sha256 ?? ''], { add: ['网银'], remove: [] });
    await preparing;
    const page = pages.page(vault, { ...wholeQuery, tag: '网银' }, stretch(0, 100));
    expect(page.rows.map(({ sha256 }) => sha256)).toEqual([first?.sha256]);
    expect(page.revision).toBe(vault.revision);
  });
});
