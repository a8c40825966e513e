// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { closeGuide, useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import type { CertificateDetail, CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { certificateSummarySchema } from '../../../shared/schemas/certificates/certificate.ts';
import { pendingRequest } from '../../support/enrolment/pending-request.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { isOpen, openedWith } from '../support/dialogs.tsx';
import { reported } from '../support/fake-losses.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { bankId, openGuideRoom, press, sampleBank } from '../support/guide-room.tsx';
import { sampleToken } from '../support/sample-tokens.ts';

const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();

function summaryOf(detail: CertificateDetail): CertificateSummary {
  const members = Object.keys(certificateSummarySchema.shape);
  return Object.fromEntries(Object.entries(detail).filter(([name]) => members.includes(name))) as CertificateSummary;
}

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(cleanup);

describe('[E11] the list by days left', () => {
  const linked = (protocol: 'est' | 'web' | 'manual') => ({ profileId: bankId, name: '海川银行', protocol });
  const line = (name: string, authority: ReturnType<typeof linked> | null, change: Partial<CertificateDetail> = {}) => {
    const id = name.codePointAt(0)?.toString(16).padStart(64, '0') ?? '';
    const certificate = summaryOf({ ...zhang, sha256: id, displayName: name, issuer: 'CN=Some CA', ...change });
    return { kind: 'certificate', certificate, authority } as const;
  };

  it('says how each certificate renews: one click, the bank’s site, a request file, or not set up', async () => {
    const rows = [
      line('甲', linked('est')),
      line('乙', linked('web')),
      line('丙', linked('manual')),
      line('丁', null, { subject: 'CN=丁,OU=海川银行,O=Some CA' }),
      line('戊', null, { subject: 'CN=戊' }),
    ];
    openGuideRoom({ rows });
    const table = await screen.findByRole('table', { name: '我的证书' });
    const shown = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => [row.getAttribute('data-way'), within(row).getByRole('button').textContent]);
    expect(shown).toEqual([
      ['server', '更新证书'],
      ['page', '如何更新'],
      ['file', '生成申请'],
      ['page', '如何更新'],
      ['unset', '选择方式'],
    ]);
    expect(within(table).getByText('自动（EST）')).toBeTruthy();
  });

  it('[E08] shows the loss instead of the days left', async () => {
    openGuideRoom({
      rows: [
        line('甲', null, { loss: reported('stolen') }),
        line('乙', null, { loss: reported('lost'), hasPrivateKey: false }),
      ],
    });
    const table = await screen.findByRole('table', { name: '我的证书' });
    const cells = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell')[1]);
    expect(cells.map((cell) => cell?.textContent)).toEqual(['被盗还没通知机构', '遗失还没通知机构']);
    const rings = cells.map((cell) => cell?.querySelector('circle:last-child')?.getAttribute('class') ?? '');
    expect(rings.map((ring) => /bad/.test(ring))).toEqual([true, true]);
  });

  it('[E08] continues a replacement in progress instead of starting another', async () => {
    const row = line('甲', null, { loss: reported('stolen', ['notified']) });
    const id = crypto.randomUUID();
    const empty = { folder: null, startedAt: day(1), files: [], steps: {} };
    const profile = { name: '海川银行', host: 'bank.example' };
    const running = { id, profile, purpose: 'replace', renews: row.certificate.sha256, ...empty };
    openGuideRoom(
      { rows: [row] },
      {
        'webEnrolments.list': () => ({ webEnrolments: [running] }),
        'webEnrolments.guided': () => ({ ...running, certificate: null, endedAt: null }),
      },
    );
    const table = await screen.findByRole('table', { name: '我的证书' });
    fireEvent.click(await within(table).findByRole('button', { name: '继续补办' }));
    expect(within(table).getByText('正在办理')).toBeTruthy();
    await waitFor(() => expect(useGuide.getState().guide).toEqual(expect.objectContaining({ kind: 'apply', id })));
    expect(isOpen('loss')).toBe(false);
    act(closeGuide);
  });

  it.each([
    ['est', 'enrolment.ask'],
    ['manual', 'enrolment.reply'],
  ] as const)('[E08] opens the request of a replacement over %s', async (protocol, dialog) => {
    const row = line('甲', null, { loss: reported('stolen', ['notified']) });
    const asked = pendingRequest({ renews: row.certificate.sha256, purpose: 'replace' });
    const request = { ...asked, profile: { ...asked.profile, protocol } };
    openGuideRoom({ rows: [row] }, { 'requests.list': () => ({ requests: [request] }) });
    const table = await screen.findByRole('table', { name: '我的证书' });
    fireEvent.click(await within(table).findByRole('button', { name: '继续补办' }));
    expect(openedWith(dialog)).toEqual({ request });
    act(closeDialogs);
  });

  it('counts down to expiry if the CA’s clock was a minute ahead', async () => {
    const soon = { notBefore: new Date(Date.now() + 60_000).toISOString() };
    openGuideRoom({ rows: [line('甲', linked('est'), soon), line('乙', linked('est'), { notBefore: day(-9) })] });
    await screen.findByText('9 天后生效');
    expect(screen.queryByText(/分钟后生效/)).toBeNull();
  });

  it('lists requests before the table, the waiting ones first', async () => {
    const done = pendingRequest({ id: crypto.randomUUID(), subject: 'CN=已办', state: 'done' });
    const requests = [done, pendingRequest({ subject: 'CN=待办' })];
    openGuideRoom({ rows: [line('甲', linked('est'))] }, { 'requests.list': () => ({ requests }) });
    const section = await screen.findByRole('region', { name: '我的申请' });
    const shown = within(section).getAllByRole('listitem');
    expect(shown.map(({ textContent }) => textContent?.slice(0, 2))).toEqual(['待办', '已办']);
    const table = await screen.findByRole('table', { name: '我的证书' });
    expect(section.compareDocumentPosition(table)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    cleanup();
    openGuideRoom({ rows: [line('甲', linked('est'))] }, { 'requests.list': () => ({ requests: [done] }) });
    const below = await screen.findByRole('table', { name: '我的证书' });
    const finished = await screen.findByRole('region', { name: '我的申请' });
    expect(finished.compareDocumentPosition(below)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('renews over EST by one press, and opens the guide of a bank beside the list', async () => {
    const bank = line('乙', linked('web'));
    openGuideRoom({ rows: [line('甲', linked('est')), bank], certificates: [{ ...zhang, ...bank.certificate }] });
    await press('更新证书');
    expect(isOpen('renewal')).toBe(true);
    act(closeDialogs);
    await press('如何更新');
    await screen.findByRole('heading', { name: '如何更新证书：乙' });
  });

  it('[E07] renews a certificate on a USB key in the wizard, with the new key on that USB key', async () => {
    const keyOnToken = { label: '网银盾', serial: '0123456789', keyId: '01', seen: true };
    const row = line('甲', linked('est'), { hasPrivateKey: false, keyOnToken });
    const detail = { ...zhang, ...row.certificate, subject: 'CN=甲' };
    openGuideRoom({ rows: [row], certificates: [detail] });
    await screen.findByText('插入 USB Key，用授权码更新证书（EST）');
    await press('更新证书');
    await waitFor(() => expect(isOpen('enrolment.apply')).toBe(true));
    const replaced = { sha256: detail.sha256, subject: 'CN=甲', profileId: bankId, purpose: 'renew', onToken: true };
    expect(openedWith('enrolment.apply')).toEqual({ profileId: bankId, replaced });
  });

  it('lets the user choose how a certificate without a known method renews', async () => {
    const room = openGuideRoom({ rows: [line('戊', null, { subject: 'CN=戊' })], profiles: [sampleBank()] });
    await press('选择方式');
    const dialog = await screen.findByRole('dialog', { name: '这张证书如何更新 · 戊' });
    fireEvent.click(within(dialog).getByRole('radio', { name: /海川银行/ }));
    await press('继续');
    await waitFor(() => expect(room.inputs('webEnrolments.link')).toMatchObject([{ profileId: bankId }]));
  });

  it('leads to the USB keys page when the vault is empty and a USB key is plugged in', async () => {
    useTokens.setState({ last: [sampleToken()] });
    openGuideRoom();
    await press('打开 USB Key 页');
    expect(useRoute.getState().room).toBe('tokens');
    useTokens.setState({ last: null });
  });

  it('requests 50 rows, and more on request', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => line(String.fromCodePoint(0x4e00 + index), linked('web')));
    const room = openGuideRoom({}, { 'renewals.list': () => ({ rows, total: 60 }) });
    await press('显示更多（还有 10 张）');
    expect(room.inputs('renewals.list')).toContainEqual({ offset: 50, limit: 50 });
  });
});

describe('[E12] a CA guide', () => {
  const guide = (checkedAgo: number, comparedAgo: number) => {
    const { profile } = sampleBank();
    const dated = { ...profile, source: 'https://bank.example/help', checkedOn: day(checkedAgo).slice(0, 10) };
    return sampleBank({ profile: dated, confirmedAt: day(comparedAgo) });
  };

  it('names its source and date, and counts as verified', async () => {
    openGuideRoom({ profiles: [guide(20, 10)] });
    await screen.findByText(/资料来源：https:\/\/bank.example\/help/);
    expect(screen.getByText('已核对')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /核对网址/ })).toBeNull();
  });

  it('has to be verified again after 180 days', async () => {
    openGuideRoom({ profiles: [guide(300, 200)] });
    await screen.findByText('尚未核对');
    expect(screen.getByText(/上次核对距今已超过 180 天/)).toBeTruthy();
    expect(screen.getByRole('button', { name: '核对网址：海川银行' })).toBeTruthy();
  });

  it('can be written from an empty template', async () => {
    const destinationId = '66666666-0000-4000-8000-000000000000';
    const room = openGuideRoom(
      {},
      {
        'files.chooseDestination': () => ({ outcome: 'chosen', destinationId, displayPath: '/home/z/guide.json' }),
        'profiles.writeTemplate': () => ({ displayPath: '/home/z/guide.json', bytes: 600 }),
      },
    );
    await press('导入办理指南');
    await press('保存空白模板');
    await screen.findByText('/home/z/guide.json');
    expect(room.inputs('files.chooseDestination')).toEqual([{ purpose: 'profile-template' }]);
    expect(room.inputs('profiles.writeTemplate')).toEqual([{ destinationId }]);
  });
});
