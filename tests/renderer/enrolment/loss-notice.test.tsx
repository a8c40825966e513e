// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Checklist } from '../../../renderer/features/detail/checks/checklist.tsx';
import { ConfirmedLine } from '../../../renderer/features/detail/checks/confirmed-line.tsx';
import { LossNotice } from '../../../renderer/features/detail/checks/loss-notice.tsx';
import { ReminderLine } from '../../../renderer/features/detail/checks/reminder-line.tsx';
import { RevocationLine } from '../../../renderer/features/detail/checks/revocation-line.tsx';
import { DetailsTab } from '../../../renderer/features/detail/tabs/details-tab.tsx';
import { LossDialog } from '../../../renderer/features/losses/loss-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { dayAndTime } from '../../../renderer/lib/text/dates.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useEnrolment } from '../../../renderer/state/enrolment/enrolment-store.ts';
import { openedWith, renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { installLosses, profile, profileId, reported, sample } from '../support/fake-losses.ts';
import { installRevocation, plan } from '../support/fake-revocation.ts';

const notifiedAt = '2026-11-26T08:30:00.000Z';
const stolen = { ...reported('stolen', ['notified']), notifiedAt, reference: 'A-77' };
const detail = { ...sample, hasPrivateKey: true, status: 'valid' as const, loss: stolen };

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  act(() => {
    closeDialogs();
    useEnrolment.setState({ profiles: null });
  });
});

describe('[E08] the notice in the detail of a stolen certificate', () => {
  const atBank = (confirmedAt: string | null, steps: object | undefined, phone?: string) => {
    const { steps: _steps, ...typed } = profile.profile;
    const held = { ...profile, confirmedAt, profile: steps === undefined ? typed : { ...typed, steps } };
    installBridge({
      'webEnrolments.authorityOf': () => ({ profileId: phone === undefined ? profileId : null, phone }),
      'profiles.list': () => ({ profiles: [held], examples: [] }),
      'requests.list': () => ({ requests: [] }),
    });
  };

  it('shows when the CA was notified, the reference number and the phone that the user typed', async () => {
    atBank(null, undefined);
    render(<LossNotice detail={detail} loss={stolen} />);
    const time = dayAndTime(notifiedAt, 'zh-CN');
    expect(await screen.findByText(`已通知机构：${time} · 受理编号 A-77 · 机构电话 95555`)).toBeTruthy();
    expect(screen.getByText(/^吊销之前，他人仍可能使用它。请不要再用它登录或安装/)).toBeTruthy();
    expect(screen.getByText(/^已登记为被盗：.+ · 已通知，等机构确认吊销$/)).toBeTruthy();
  });

  it('shows a phone saved without a website, also among the details of the certificate', async () => {
    atBank(null, undefined, '95111');
    render(<LossNotice detail={detail} loss={stolen} />);
    expect(await screen.findByText(/机构电话 95111$/)).toBeTruthy();
    cleanup();
    render(<DetailsTab detail={detail} />);
    expect(await screen.findByText('95111')).toBeTruthy();
  });

  it('says that the CA has confirmed the revocation, and no longer that others may use the certificate', async () => {
    atBank(null, undefined);
    const confirmed = { ...stolen, done: ['notified', 'confirmed'] as const, confirmedAt: notifiedAt };
    const shown = { ...detail, loss: { ...confirmed, done: [...confirmed.done] } };
    const time = dayAndTime(notifiedAt, 'zh-CN');
    render(<LossNotice detail={shown} loss={shown.loss} />);
    expect(await screen.findByText(new RegExp(`机构已确认吊销：${time}`))).toBeTruthy();
    expect(screen.queryByText(/他人仍可能使用/)).toBeNull();
    cleanup();
    render(<ConfirmedLine detail={shown} />);
    expect(screen.getByRole('listitem').textContent).toBe(`机构已确认吊销${time}`);
  });

  it('asks in the checklist whether the CA has confirmed, until the answer is recorded', async () => {
    const { kept } = installLosses({ loss: stolen });
    render(<ConfirmedLine detail={detail} />);
    expect(screen.getByText('机构还没确认吊销')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '记录结果' }));
    expect(openedWith('loss')).toEqual({ start: sample.sha256, at: 'authority' });
    cleanup();
    render(<LossDialog start={sample.sha256} at="authority" onClose={() => undefined} />);
    await userEvent.click(await screen.findByRole('checkbox', { name: '机构已确认吊销' }));
    await waitFor(() => expect(kept()).toMatchObject({ done: ['notified', 'confirmed'], confirmedAt: notifiedAt }));
    expect(await screen.findByRole('checkbox', { name: /^机构已确认吊销\s*2026/ })).toBeTruthy();
  });

  it('hides the phone of a guide from a file until the user has confirmed the guide', async () => {
    atBank(null, profile.profile.steps);
    const { rerender } = render(<LossNotice detail={detail} loss={stolen} />);
    await waitFor(() => expect(useEnrolment.getState().profiles).toHaveLength(1));
    expect(screen.queryByText(/机构电话/)).toBeNull();
    rerender(<LossNotice detail={{ ...detail, status: 'revoked' }} loss={stolen} />);
    expect(screen.queryByText(/他人仍可能使用/)).toBeNull();
    cleanup();
    atBank('2026-11-26T00:00:00Z', profile.profile.steps);
    render(<LossNotice detail={detail} loss={stolen} />);
    expect(await screen.findByText(/机构电话 95555$/)).toBeTruthy();
  });
});

it('[V02] [E08] a revocation check that is impossible says to ask the CA about a reported certificate', async () => {
  installRevocation({ plans: [{ ...plan, canJudge: false, contacts: [] }] });
  const lines = (loss: typeof stolen | null) => (
    <ul>
      <ConfirmedLine detail={{ ...detail, loss }} />
      <RevocationLine detail={{ ...detail, loss }} />
    </ul>
  );
  renderWithDialogs(lines(stolen));
  await userEvent.click(screen.getByRole('button', { name: '查询吊销状态' }));
  expect(await screen.findByText(/无法在这里查询。请向机构了解是否已吊销/)).toBeTruthy();
  expect(screen.queryByText(/一般不影响登录/)).toBeNull();
  cleanup();
  closeDialogs();
  renderWithDialogs(lines(null));
  await userEvent.click(screen.getByRole('button', { name: '查询吊销状态' }));
  expect(await screen.findByText(/一般不影响登录/)).toBeTruthy();
});

it('[R01] [E08] the checklist says that a stolen certificate has no reminders', async () => {
  const none = { about: sample.sha256, days: null, planned: [], snoozedUntil: null, canSnooze: false };
  installBridge({ 'reminders.of': () => none });
  const line = (loss: typeof stolen | null) => (
    <ReminderLine sha256={sample.sha256} name={sample.displayName} bank="" loss={loss} />
  );
  const { rerender } = render(line(stolen));
  expect(await screen.findByText('已登记被盗或泄露，不再提醒到期')).toBeTruthy();
  rerender(line(null));
  expect(await screen.findByText('没有提醒')).toBeTruthy();
});

it('[E08] the summary says that a replacement is in progress', async () => {
  const at = '2026-11-25T00:00:00Z';
  const bank = { name: '金色银行', host: 'ca.example.com' };
  const empty = { purpose: 'replace', folder: null, startedAt: at, files: [], steps: {} };
  const running = { id: profileId, profile: bank, renews: sample.sha256, ...empty };
  installLosses({ loss: reported('stolen', ['looked', 'notified', 'cleaned']), webEnrolments: [running] });
  const user = userEvent.setup();
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await screen.findByText('补办已开始，尚未完成');
  for (const _step of ['copies', 'clean', 'end'])
    await user.click(await screen.findByRole('button', { name: '下一步' }));
  expect(await screen.findByText('正在办理')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '继续补办' }));
  expect(await screen.findByText('补办已开始，尚未完成')).toBeTruthy();
});

it('[E08] the summary of a group marks only a confirmed revocation as done', async () => {
  const issued = { ...sample, status: 'valid' as const, issuer: 'CN=CFCA ACS OCA31,O=CFCA' };
  const rows = ['海川银行', '远山银行'].map((bank, index) => {
    return { ...issued, subject: `CN=张三,OU=${bank},O=CFCA`, sha256: String(index).repeat(64), serial: `0${index}` };
  });
  installLosses({ rows, profiles: [] });
  const user = userEvent.setup();
  render(<LossDialog start={null} onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: '全选' }));
  await user.click(screen.getByRole('button', { name: '下一步' }));
  await user.click(await screen.findByRole('radio', { name: /被他人拿走了/ }));
  await user.click(screen.getByRole('button', { name: '登记并继续' }));
  const group = within(await screen.findByRole('group', { name: /^海川银行/ }));
  await user.click(group.getByRole('checkbox', { name: '我已通知机构' }));
  const confirmed = await group.findByRole('checkbox', { name: '机构已确认吊销' });
  const items = async () => {
    await user.click(screen.getByRole('button', { name: '下一步' }));
    const shown = screen.getAllByRole('listitem').filter((item) => item.dataset['done'] !== undefined);
    return shown.map((item) => [item.dataset['done'], item.textContent.split(' · ')[2]]);
  };
  expect(await items()).toEqual([
    ['false', '已通知，等机构确认吊销继续办理'],
    ['false', '还没通知机构继续办理'],
  ]);
  await user.click(screen.getByRole('button', { name: '上一步' }));
  expect(confirmed.isConnected).toBe(false);
  await user.click(await screen.findByRole('checkbox', { name: '机构已确认吊销' }));
  expect((await items())[0]).toEqual(['true', '机构已确认吊销继续办理']);
});

it('[E08] says why a contact can’t be saved yet, and never that it is saved while a website isn’t', async () => {
  installLosses({ loss: reported('stolen'), profiles: [] });
  const user = userEvent.setup();
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await user.type(await screen.findByRole('textbox', { name: '机构电话' }), '95555-1');
  await user.click(screen.getByRole('textbox', { name: '网址（可不填）' }));
  await user.click(screen.getByRole('checkbox', { name: '我已通知机构' }));
  expect(await screen.findByText('已保存')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: '网址（可不填）' }), 'https://ca.example.com/');
  expect(screen.queryByText('已保存')).toBeNull();
  const save = screen.getByRole('button', { name: '保存', description: '核对网址并勾选后才能保存' });
  expect(save.hasAttribute('disabled')).toBe(true);
  await user.click(screen.getByRole('checkbox', { name: /核对/ }));
  expect(save.hasAttribute('disabled')).toBe(false);
});

it('[E08] ticking that the CA was notified scrolls the fields that open into view, and keeps the focus', async () => {
  const shown: string[] = [];
  Element.prototype.scrollIntoView = function scroll() {
    shown.push(this.textContent);
  };
  installLosses({ loss: reported('stolen') });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  const tick = await screen.findByRole('checkbox', { name: '我已通知机构' });
  await userEvent.click(tick);
  await waitFor(() => expect(shown.at(-1)).toContain('机构已确认吊销'));
  expect(document.activeElement).toBe(tick);
  Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
});

it('[E08] the checklist of a stolen certificate asks for the CA’s answer first, and not to trust its root', async () => {
  const reasons = [{ code: 'root-untrusted', certificate: 'b'.repeat(64), name: 'b', role: 'anchor', detail: null }];
  const path = ['a', 'b'].map((digit) => ({ sha256: digit.repeat(64), name: digit }));
  const check = { valid: false, sound: true, reasons, path, warnings: [], checkedAt: notifiedAt };
  installBridge({ 'paths.verdict': () => ({ check }) });
  const list = (loss: typeof stolen | null) => (
    <Checklist detail={{ ...detail, loss, backup: 'current' }} places={{ places: null, error: null }} />
  );
  const { rerender } = render(list(null));
  expect(await screen.findByRole('button', { name: '信任这张根证书…' })).toBeTruthy();
  rerender(list(stolen));
  expect(screen.queryByRole('button', { name: '信任这张根证书…' })).toBeNull();
  const revocation = screen.getAllByRole('listitem').filter(({ textContent }) => textContent.includes('吊销'));
  expect(revocation.map(({ textContent }) => textContent)).toEqual([
    '机构还没确认吊销请向机构询问是否已吊销查询记录结果',
  ]);
  expect(screen.getAllByRole('listitem')[0]).toBe(revocation[0]);
});

it('[E08] the summary leads to recording that the CA confirmed the revocation', async () => {
  installLosses({ loss: reported('stolen', ['looked', 'notified', 'replaced', 'cleaned']) });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await userEvent.click(await screen.findByRole('button', { name: '记录结果' }));
  expect(await screen.findByRole('checkbox', { name: '机构已确认吊销' })).toBeTruthy();
});

it('[E08] the contact sheet names the holder and organisation, not the bank, the issuer and the local days', async () => {
  const dates = { notBefore: '2025-12-26T04:00:00Z', notAfter: '2026-12-22T04:00:00Z' };
  const names = { displayName: '网银', subject: 'CN=王丽丽,O=示例公司,C=CN', issuer: 'CN=示例银行,C=CN' };
  installLosses({ loss: reported('stolen'), rows: [{ ...sample, ...names, ...dates }] });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  const holder = await screen.findByText('持有人');
  expect(holder.nextElementSibling?.textContent).toBe('王丽丽 · 示例公司');
  expect(screen.getByText('颁发者').nextElementSibling?.textContent).toBe('示例银行');
  expect(screen.getByText('2025/12/26 至 2026/12/22')).toBeTruthy();
});

it('[E08] distinguishes applying with a guide from applying by the general steps', async () => {
  installLosses({ loss: reported('stolen', ['notified']) });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await screen.findByRole('button', { name: '按通用步骤申请' });
  expect(screen.getByText('如果办理指南里有这家机构，也可以选择它来申请。')).toBeTruthy();
});
