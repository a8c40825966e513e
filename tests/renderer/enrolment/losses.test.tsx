// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LossNotice } from '../../../renderer/features/detail/checks/loss-notice.tsx';
import { actionsFor } from '../../../renderer/features/detail/header/primary-action.ts';
import { LossDialog } from '../../../renderer/features/losses/loss-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { lossShown } from '../../../renderer/lib/text/loss-steps.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useFind } from '../../../renderer/state/find-store.ts';
import { useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { openedWith } from '../support/dialogs.tsx';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { foundFile, installLosses, profile, profileId, reported, sample } from '../support/fake-losses.ts';
import { recordedBackup } from '../support/recorded-backup.ts';

const open = (start: string | null = sample.sha256) => render(<LossDialog start={start} onClose={() => undefined} />);
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const steps = () => within(screen.getByRole('list', { name: '步骤' })).getAllByRole('listitem');
const current = () => steps().find((each) => each.getAttribute('aria-current') === 'step')?.textContent;

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  act(() => {
    useRoute.setState({ room: 'certificates' });
    useFind.setState({ lookFor: null });
    closeDialogs();
  });
});
afterEach(cleanup);

describe('[E08] the dialog 遗失补办', () => {
  it('asks what happened, orders the steps by the answer, and reports only on a press', async () => {
    const { requests, kept } = installLosses();
    open();
    await screen.findByText('发生了什么');
    expect(steps().map((each) => each.textContent)).toEqual(['情况', '副本', '挂失', '补办', '清理', '小结']);
    expect((await button('登记并继续')).hasAttribute('disabled')).toBe(true);
    await userEvent.click(screen.getByRole('radio', { name: /被他人拿走了/ }));
    expect(steps().map((each) => each.textContent)).toEqual(['情况', '挂失', '补办', '副本', '清理', '小结']);
    expect(requests.map(({ call }) => call)).not.toContain('losses.report');
    await userEvent.click(await button('登记并继续'));
    await waitFor(() => expect(current()).toBe('挂失'));
    expect(kept()).toMatchObject({ kind: 'stolen' });
  });

  it('starts a loss with the search for copies, which opens for this certificate', async () => {
    installLosses({ loss: reported('lost') });
    open();
    await screen.findByText(/先查找副本/);
    await screen.findByText('备份里没有这张证书。');
    await userEvent.click(await button('在这台电脑上查找'));
    expect(useRoute.getState().room).toBe('find');
    expect(useFind.getState().lookFor).toEqual({ sha256: sample.sha256, name: sample.displayName });
  });

  it('says that a key in the vault is not lost, except for a stolen certificate', async () => {
    installLosses({ loss: reported('lost'), hasKey: true });
    open();
    await screen.findByText('证书可以重新安装到浏览器。如果丢的只是文件或密码，请撤回登记。');
    expect(screen.queryByText(/先查找副本/)).toBeNull();
    await waitFor(async () => expect(document.activeElement).toBe(await button('安装到浏览器')));
    expect(screen.getByRole('button', { name: '撤回登记' }).className).not.toContain('primary');
    cleanup();
    installLosses({
      loss: reported('stolen', ['notified', 'replaced']),
      hasKey: true,
      backups: [{ ...recordedBackup, current: true }],
    });
    open();
    await screen.findByText(/找到副本，证书也不再安全/);
    await screen.findByText(/^1 份备份里有这张证书/);
    expect(screen.queryByText(/证书没有丢|不用补办/)).toBeNull();
  });

  it('shows serial number and issuer, general advice without a profile, and the chosen profile’s contact', async () => {
    const { requests } = installLosses({ loss: reported('stolen') });
    open();
    await screen.findByText('没有这家机构的办理指南');
    expect(screen.getByText(/证书来自“Individual · CFCA ACS OCA31”.+客服电话在银行卡/)).toBeTruthy();
    expect(screen.queryByText(/按机构的步骤办理/)).toBeNull();
    expect(screen.getByText(/密钥可能泄露/)).toBeTruthy();
    expect(screen.getByText('颁发者').nextElementSibling?.textContent).toBe(sample.issuerName);
    expect(screen.getByText('10 4A 7F 21 9A')).toBeTruthy();
    expect(screen.getByText(BigInt('0x104a7f219a').toString())).toBeTruthy();
    await screen.findByText('申请证书时用的身份证件');
    await userEvent.selectOptions(await screen.findByLabelText('机构'), '金色银行');
    await screen.findByText('95555');
    expect(screen.getByText('这份办理指南尚未核对')).toBeTruthy();
    const linked = requests.find(({ call }) => call === 'webEnrolments.link');
    expect(linked?.input).toEqual({ sha256: sample.sha256, profileId });
    expect(screen.getByText('致电客服')).toBeTruthy();
  });

  it('offers revocation here or by phone if the CA accepts revocation requests', async () => {
    const cmp = { ...profile, profile: { ...profile.profile, protocol: 'cmp' } };
    installLosses({ loss: reported('stolen'), profiles: [cmp] });
    open();
    await screen.findByText(/只有机构能吊销证书/);
    await userEvent.selectOptions(await screen.findByLabelText('机构'), '金色银行');
    await screen.findByText(/也可以打电话挂失/);
    expect(screen.queryByText(/只有机构能吊销证书/)).toBeNull();
  });

  it('copies the sheet as the text that the command line prints', async () => {
    installLosses({ loss: reported('stolen') });
    const user = userEvent.setup();
    open();
    await user.click(await button('复制挂失单'));
    expect(await navigator.clipboard.readText()).toMatch(/^证书挂失单\n[\s\S]*序列号（十六进制）：10 4A 7F 21 9A\n/);
  });

  it('keeps the ticks, resumes at the first open step, and loses nothing by going back', async () => {
    const { kept } = installLosses({ loss: reported('stolen') });
    open();
    await userEvent.click(await screen.findByRole('checkbox', { name: '我已通知机构' }));
    await waitFor(() => expect(kept()?.done).toEqual(['notified']));
    expect(current()).toBe('挂失');
    cleanup();
    open();
    await waitFor(() => expect(current()).toBe('补办'));
    await userEvent.click(await button('上一步'));
    expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: '我已通知机构' })).checked).toBe(true);
    await userEvent.click(await button('上一步'));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /被他人拿走了/ }).checked).toBe(true);
    await button('下一步');
  });

  it('applies for a new certificate that replaces the lost one', async () => {
    installLosses({ loss: reported('stolen', ['notified']) });
    open();
    await userEvent.click(await button('申请新证书'));
    expect(useRoute.getState().room).toBe('enrolment');
    expect(openedWith('enrolment.apply')?.replaced).toMatchObject({ sha256: sample.sha256, subject: sample.subject });
  });

  it('applies by the general steps where there is no guide', async () => {
    installLosses({ loss: reported('stolen', ['notified']), profiles: [] });
    open();
    await userEvent.click(await button('按通用步骤申请'));
    expect(useRoute.getState().room).toBe('enrolment');
    expect(useGuide.getState().guide).toEqual({ kind: 'apply', replaces: sample.sha256, id: null });
  });

  it('offers to continue an application at the same bank', async () => {
    const at = '2026-11-25T00:00:00Z';
    const bank = { name: '金色银行', host: 'ca.example.com' };
    const empty = { purpose: 'apply', renews: null, folder: null, startedAt: at, files: [], steps: {} };
    const running = { id: profileId, profile: bank, ...empty };
    installLosses({ loss: reported('stolen'), webEnrolments: [running] });
    open();
    await userEvent.selectOptions(await screen.findByLabelText('机构'), '金色银行');
    await screen.findByText('95555');
    await userEvent.click(await button('下一步'));
    await screen.findByText('在“金色银行”的申请尚未完成');
    await userEvent.click(await button('继续办理'));
    await waitFor(() => expect(useGuide.getState().guide?.id).toBe(profileId));
  });

  it('[S07] offers the exact removal for each installed copy, and leaves a U盾 to its own tool', async () => {
    const place = {
      storeKind: 'chromium',
      nickname: null,
      hasKey: true,
      hardware: null,
      running: false,
      proofs: [],
    };
    const places = [
      { ...place, storeId: 'chromium:/x', storeName: 'Chromium' },
      { ...place, storeId: 'windows:MY', storeName: 'Windows', hardware: 'CSP' },
    ];
    installLosses({ loss: reported('lost', ['looked', 'notified', 'replaced']), places });
    open();
    await userEvent.click(await button('从 Chromium 移除'));
    expect(openedWith('stores.remove')).toMatchObject({
      candidates: [{ sha256: sample.sha256, storeId: 'chromium:/x' }],
    });
    expect(screen.queryByRole('button', { name: '从 Windows 移除' })).toBeNull();
  });

  it('lists the open steps with links in the summary, and withdraws the report when the certificate was found', async () => {
    const { kept } = installLosses({ loss: reported('lost', ['looked', 'notified', 'replaced', 'cleaned']) });
    open();
    await waitFor(() => expect(current()).toBe('小结'));
    expect(screen.getAllByText('已完成')).toHaveLength(3);
    await userEvent.click(await button('撤回登记'));
    await waitFor(() => expect(kept()).toBeNull());
  });

  it('asks which certificate when it opens from another room', async () => {
    installLosses();
    open(null);
    expect((await button('下一步')).hasAttribute('disabled')).toBe(true);
    await userEvent.click(await screen.findByRole('checkbox', { name: new RegExp(sample.displayName) }));
    await userEvent.click(await button('下一步'));
    await screen.findByText('发生了什么');
    await userEvent.click(await button('上一步'));
    const chosen = await screen.findByRole<HTMLInputElement>('checkbox', { name: new RegExp(sample.displayName) });
    expect(chosen.checked).toBe(true);
  });

  describe('a whole computer', () => {
    const [first, second, third, fourth] = sampleCertificates(Date.parse('2026-11-26T00:00:00Z'));
    if (!first || !second || !third || !fourth) throw new Error('four samples are needed');
    const { subject, issuer, issuerName } = first;
    const sameCa = { subject, issuer, issuerName, status: 'valid' as const };
    const rows = [
      { ...first, status: 'valid' as const },
      { ...second, ...sameCa },
      { ...third, issuer: 'CN=Other CA', issuerName: 'Other CA', status: 'valid' as const },
      { ...fourth, ...sameCa },
    ];
    const boxes = () => screen.getAllByRole<HTMLInputElement>('checkbox').map(({ checked }) => checked);

    it('is reported in one call, with a contact sheet for each CA', async () => {
      const { kept, requests } = installLosses({ rows, elsewhere: [fourth.sha256] });
      const user = userEvent.setup();
      open(null);
      await screen.findAllByRole('checkbox');
      await user.click(await button('全选'));
      expect(boxes()).toEqual([true, true, true]);
      expect(screen.getByText('已选 3 张证书')).toBeTruthy();
      await user.click(await button('下一步'));
      await user.click(await screen.findByRole('radio', { name: /被他人拿走了/ }));
      expect(requests.some(({ call }) => call === 'losses.report')).toBe(false);
      await user.click(await button('登记并继续'));
      const group = await screen.findByRole('group', { name: `Individual · ${first.issuerName}` });
      expect(requests.filter(({ call }) => call === 'losses.report')).toHaveLength(1);
      await user.click(within(group).getByRole('checkbox', { name: '我已通知机构' }));
      await waitFor(() => expect(kept(second.sha256)).toMatchObject({ kind: 'stolen', done: ['notified'] }));
      expect(kept(first.sha256)).toMatchObject({ kind: 'stolen', done: ['notified'] });
      expect(kept(third.sha256)).toMatchObject({ kind: 'stolen', done: [] });
      await user.click(within(group).getByRole('button', { name: '复制挂失单' }));
      const copied = await navigator.clipboard.readText();
      expect(copied.match(/^证书挂失单$/gm)).toHaveLength(1);
      expect([first, second, third].map(({ sha256 }) => copied.includes(sha256))).toEqual([true, true, false]);
      await user.click(await button('下一步'));
      await user.click(await button(new RegExp(`^继续办理 ${second.displayName}，序列号`)));
      expect(openedWith('loss')).toEqual({ start: second.sha256 });
    });

    it('keeps an earlier theft report, and changes only its own reports', async () => {
      const { kept } = installLosses({ rows, loss: reported('stolen') });
      const user = userEvent.setup();
      open(null);
      await screen.findAllByRole('checkbox');
      await user.click(await button('全选'));
      await user.click(await button('下一步'));
      await user.click(await screen.findByRole('radio', { name: /找不到了/ }));
      await user.click(await button('登记并继续'));
      await screen.findByRole('group', { name: `Individual · ${first.issuerName}` });
      expect([kept()?.kind, kept(second.sha256)?.kind]).toEqual(['stolen', 'lost']);
      await user.click(await button('上一步'));
      await user.click(await screen.findByRole('radio', { name: /被他人拿走了/ }));
      await user.click(await button('登记并继续'));
      await screen.findByRole('group', { name: `Individual · ${first.issuerName}` });
      expect([kept()?.kind, kept(second.sha256)?.kind]).toEqual(['stolen', 'stolen']);
      await user.click(await button('上一步'));
      await user.click(await screen.findByRole('radio', { name: /找不到了/ }));
      await user.click(await button('登记并继续'));
      await screen.findByRole('group', { name: `Individual · ${first.issuerName}` });
      expect([kept()?.kind, kept(second.sha256)?.kind]).toEqual(['stolen', 'lost']);
    });
  });
});

it('[E08] the detail says when the loss was reported, what is open, and that a key is back', async () => {
  installLosses();
  const loss = reported('lost', ['looked']);
  const { rerender } = render(<LossNotice detail={{ ...sample, hasPrivateKey: false, loss }} loss={loss} />);
  expect(screen.getByText('已登记为遗失：2026/11/26 · 还没通知机构')).toBeTruthy();
  expect(screen.getByText('尚未完成：通知机构挂失、补办新证书、清理旧证书。')).toBeTruthy();
  rerender(<LossNotice detail={{ ...sample, hasPrivateKey: true, loss }} loss={loss} />);
  expect(screen.getByText('私钥在保险库里。如果证书找到了，请撤回登记。')).toBeTruthy();
  expect(screen.getByRole('button', { name: '撤回登记' }).className).toContain('primary');
  const back = { ...sample, hasPrivateKey: true, loss, status: 'expiring' } as const;
  const facts = { detail: back, status: 'expiring', renewal: null, isInstalled: null, hasBank: null, now: 0 } as const;
  expect(actionsFor(facts)).toEqual({ primary: null, secondary: null });
  expect([lossShown(back, 'expiring'), lossShown({ ...back, hasPrivateKey: false }, 'expiring')]).toEqual([
    null,
    'lost',
  ]);
});

it('[E08] a found file that may be the certificate is not shown once its key is back', async () => {
  installLosses({ loss: reported('lost'), found: [foundFile] });
  open();
  expect(await screen.findByText('可能是这张证书（需要密码）')).toBeTruthy();
  expect(screen.getByRole('button', { name: '导入 a.pfx' }).className).toContain('primary');
  expect(screen.getByRole('button', { name: '下一步' }).className).not.toContain('primary');
  cleanup();
  installLosses({ loss: reported('lost'), hasKey: true, found: [foundFile] });
  open();
  await button('再查找一次');
  expect(screen.queryByText(/可能是|没有找到/)).toBeNull();
});
