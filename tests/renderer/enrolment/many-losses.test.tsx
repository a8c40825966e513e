// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LossDialog } from '../../../renderer/features/losses/loss-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { openedWith } from '../support/dialogs.tsx';
import { installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import { installLosses, profileId, reported, sample } from '../support/fake-losses.ts';

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  // While the focus moves, jsdom's `hasFocus` returns false.
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  closeDialogs();
  useVault.setState({ status: null });
});

it('[E08] reports at most 200 certificates at a time', async () => {
  const rows = Array.from({ length: 201 }, (_each, at) => ({ ...sample, sha256: String(at).padStart(64, '0') }));
  installLosses({ rows });
  render(<LossDialog start={null} onClose={() => undefined} />);
  const next = await screen.findByRole('button', { name: '下一步' });
  await userEvent.click(await screen.findByRole('button', { name: '全选' }));
  expect(screen.getByText('已选 201 张证书 一次最多登记 200 张，请分几次登记。')).toBeTruthy();
  expect(next.hasAttribute('disabled')).toBe(true);
  await userEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
  expect(next.hasAttribute('disabled')).toBe(false);
});

it('[E08] shows a sheet for each bank or office, even when one CA issued the certificates', async () => {
  const issued = { ...sample, issuer: 'CN=CFCA ACS OCA31', issuerName: 'CFCA ACS OCA31', status: 'valid' as const };
  const bank = { ...issued, subject: 'CN=周建国,OU=海川银行,O=CFCA', sha256: '1'.repeat(64), serial: '01' };
  const same = { ...bank, sha256: '2'.repeat(64), serial: '02' };
  const tax = { ...issued, subject: 'CN=周建国,OU=税务申报,O=CFCA', sha256: '3'.repeat(64), serial: '03' };
  const firm = { ...tax, subject: 'CN=云帆,OU=Enterprises,OU=税务申报,O=CFCA', sha256: '4'.repeat(64), serial: '04' };
  const { kept } = installLosses({ rows: [bank, same, tax, firm] });
  const user = userEvent.setup();
  render(<LossDialog start={null} onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: '全选' }));
  expect(screen.getByText(/^税务申报 · CFCA ACS OCA31 · 有效期至/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '下一步' }));
  await user.click(await screen.findByRole('radio', { name: /被他人拿走了/ }));
  await user.click(screen.getByRole('button', { name: '登记并继续' }));
  const ofBank = await screen.findByRole('group', { name: '海川银行 · CFCA ACS OCA31' });
  const ofTax = screen.getByRole('group', { name: '税务申报 · CFCA ACS OCA31' });
  expect(within(ofBank).getAllByRole('term')).toHaveLength(2);
  const terms = within(ofTax).getAllByRole('term');
  expect(terms.map(({ textContent }) => textContent)).toEqual(['张三 · 税务申报', '张三 · Enterprises · 税务申报']);
  await user.click(within(ofBank).getByRole('checkbox', { name: '我已通知机构' }));
  await waitFor(() => expect(kept(same.sha256)).toMatchObject({ done: ['notified'] }));
  expect(kept(tax.sha256)).toMatchObject({ done: [] });
});

it('[E08] says how many certificates the report is for', async () => {
  installLosses({ rows: ['1', '2', '3'].map((each) => ({ ...sample, sha256: each.repeat(64) })) });
  render(<LossDialog start={null} onClose={() => undefined} />);
  await userEvent.click(await screen.findByRole('button', { name: '全选' }));
  await userEvent.click(screen.getByRole('button', { name: '下一步' }));
  await screen.findByText('发生了什么');
  expect(screen.getByText('张三', { selector: 'p' }).textContent).toBe('张三 · 3 张证书');
});

it('[E08] does not say that a replacement begun on a bank’s site waits for the CA', async () => {
  const bank = { name: '海川银行', host: 'ebank.haichuan.example' };
  const started = { renews: sample.sha256, folder: null, startedAt: '2026-11-25T00:00:00Z', files: [], steps: {} };
  installLosses({
    loss: reported('stolen', ['notified']),
    webEnrolments: [{ id: profileId, profile: bank, purpose: 'replace', ...started }],
  });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await screen.findByText('补办已开始，尚未完成');
  expect(screen.queryByText(/等待签发/)).toBeNull();
});

async function reportAllStolen(isRevokedToo = false) {
  const user = userEvent.setup();
  render(<LossDialog start={null} onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: '全选' }));
  if (isRevokedToo) await user.click(screen.getByRole('checkbox', { checked: false }));
  await user.click(screen.getByRole('button', { name: '下一步' }));
  await user.click(await screen.findByRole('radio', { name: /被他人拿走了/ }));
  await user.click(screen.getByRole('button', { name: '登记并继续' }));
  return user;
}

it('[E08] asks for a bank’s phone once, shows it for each certificate, and saves the reference number', async () => {
  const issued = { ...sample, issuer: 'CN=CFCA ACS OCA31,O=CFCA', status: 'valid' as const };
  const bank = { ...issued, subject: 'CN=周建国,OU=海川银行,O=CFCA', sha256: '1'.repeat(64), serial: '01' };
  const same = { ...bank, sha256: '2'.repeat(64), serial: '02' };
  const other = { ...bank, subject: 'CN=周建国,OU=远山银行,O=CFCA', sha256: '3'.repeat(64), serial: '03' };
  const { kept, requests } = installLosses({ rows: [bank, same, other], profiles: [] });
  const user = await reportAllStolen();
  const form = within(await screen.findByRole('group', { name: /^海川银行/ }));
  await user.type(await form.findByRole('textbox', { name: '网址（可不填）' }), 'https://ca.example.com/');
  expect(form.getByRole<HTMLInputElement>('textbox', { name: '银行或机构名称' }).value).toBe('海川银行');
  await user.click(form.getByRole('checkbox', { name: /核对/ }));
  expect(form.getByRole('button', { name: '保存' }).hasAttribute('disabled')).toBe(true);
  await user.type(form.getByRole('textbox', { name: '机构电话' }), '95555-1');
  await user.click(form.getByRole('button', { name: '保存' }));
  const known = within(await screen.findByRole('group', { name: '金色银行' }));
  expect(known.getByText('95555-1').closest('p')?.textContent).toMatch(/^机构电话95555-1/);
  expect(requests.find(({ call }) => call === 'profiles.addBank')?.input).toMatchObject({ phone: '95555-1' });
  const links = requests.filter(({ call }) => call === 'webEnrolments.link');
  expect(links.map(({ input }) => (input as { sha256: string }).sha256)).toEqual([bank.sha256, same.sha256]);
  const left = within(screen.getByRole('group', { name: /^远山银行/ }));
  expect(left.getByRole<HTMLInputElement>('textbox', { name: '机构电话' }).value).toBe('');
  await waitFor(() => expect(document.activeElement).toBe(known.getByRole('button', { name: '修改机构电话' })));
  expect(known.getByText('已保存')).toBeTruthy();
  await user.click(known.getByRole('checkbox', { name: '我已通知机构' }));
  expect(await known.findByText(/^通知时间：2026\/11\/26 /)).toBeTruthy();
  await user.type(known.getByRole('textbox', { name: '受理编号（可不填）' }), 'A-77');
  await user.click(known.getByRole('button', { name: '保存编号' }));
  await waitFor(() => expect(kept(same.sha256)).toMatchObject({ done: ['notified'], reference: 'A-77' }));
  const save = known.getByRole('button', { name: '保存编号' });
  await waitFor(() => expect(save.parentElement?.textContent).toContain('已保存'));
  expect(document.activeElement).toBe(save);
  expect(kept(other.sha256)?.reference).toBeUndefined();
  await user.click(known.getByRole('checkbox', { name: '机构已确认吊销' }));
  await waitFor(() => expect(kept(same.sha256)?.done).toEqual(['notified', 'confirmed']));
  expect(kept(other.sha256)?.done).toEqual([]);
  await user.click(known.getByRole('button', { name: '修改机构电话' }));
  const phone = known.getByRole('textbox', { name: '机构电话' });
  expect(document.activeElement).toBe(phone);
  await user.clear(phone);
  await user.type(phone, '95566{Enter}');
  expect(await known.findByText('95566')).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(known.getByRole('button', { name: '修改机构电话' })));
});

it('[E08] shows in the summary when the CA was notified, its number, and whether it must still confirm', async () => {
  const record = { notifiedAt: '2026-11-26T08:30:00.000Z', reference: 'A-77' };
  installLosses({ loss: { ...reported('stolen', ['looked', 'notified', 'replaced', 'cleaned']), ...record } });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  expect(await screen.findByText(/^已通知，等机构确认吊销 · 2026\/11\/26 .+ · 受理编号 A-77$/)).toBeTruthy();
  expect(screen.getByText('机构确认后，证书才算吊销。')).toBeTruthy();
  cleanup();
  installLosses({ loss: reported('stolen', ['looked', 'notified', 'confirmed', 'replaced', 'cleaned']) });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await screen.findAllByText(/^已完成/);
  expect(screen.queryByText('机构确认后，证书才算吊销。')).toBeNull();
});

it('[E08] names the stolen computer among the copies', async () => {
  installLosses({ loss: reported('stolen', ['notified', 'replaced']) });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  expect(await screen.findByRole('region', { name: '被盗的电脑或设备' })).toBeTruthy();
});

it('[E08] corrects the phone of a bank whose ID changes, and keeps the step and the error of the confirmation', async () => {
  let changes = 0;
  const vaultChanged = () => useVault.setState({ status: { ...unlockedVault, revision: (changes += 1) } });
  const { requests } = installLosses({
    loss: reported('stolen'),
    profiles: [],
    confirms: () => changes < 2,
    vaultChanged,
  });
  const added = () => requests.filter(({ call }) => call === 'profiles.addBank');
  const user = userEvent.setup();
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await user.type(await screen.findByRole('textbox', { name: '机构电话' }), '95555-1');
  await user.type(screen.getByRole('textbox', { name: '网址（可不填）' }), 'https://ca.example.com/');
  await user.click(screen.getByRole('checkbox', { name: /核对/ }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await user.click(await screen.findByRole('button', { name: '修改机构电话' }));
  await user.click(screen.getByRole('button', { name: '保存电话' }));
  await screen.findByText('95555-1');
  expect(added()).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: '修改机构电话' }));
  await user.clear(screen.getByRole('textbox', { name: '机构电话' }));
  await user.keyboard('95566{Enter}');
  expect(await screen.findByText('95566')).toBeTruthy();
  expect(added()).toHaveLength(2);
  const alert = await screen.findByRole('alert');
  expect(alert.querySelector('[data-error-code="host-mismatch"]')).not.toBeNull();
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: '核对网址' }));
  expect(openedWith('enrolment.confirm')).toMatchObject({ held: { host: { ascii: 'ca.example.com' } } });
});

it('[E08] keeps a typed reference number when leaving for the next step', async () => {
  const { kept } = installLosses({ loss: reported('stolen', ['notified']) });
  const user = userEvent.setup();
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: '上一步' }));
  await user.type(await screen.findByRole('textbox', { name: '受理编号（可不填）' }), ' A-77 ');
  await user.click(screen.getByRole('button', { name: '下一步' }));
  await waitFor(() => expect(kept()?.reference).toBe('A-77'));
});

it('[E08] a number for several certificates spares that of an earlier report, a confirmation only revoked ones', async () => {
  const second = { ...sample, sha256: '2'.repeat(64), serial: '02' };
  const third = { ...sample, sha256: '3'.repeat(64), serial: '03' };
  const { kept } = installLosses({
    rows: [sample, second, third].map((each) => ({ ...each, status: each === third ? 'revoked' : 'valid' })),
    loss: { ...reported('stolen', ['notified']), reference: 'A-77' },
  });
  const user = await reportAllStolen(true);
  await user.click(await screen.findByRole('checkbox', { name: '我已通知机构' }));
  const number = await screen.findByRole<HTMLInputElement>('textbox', { name: '受理编号（可不填）' });
  expect(number.value).toBe('');
  expect(screen.getByText('受理编号 A-77').closest('dd')?.textContent).toMatch(/^10 4A 7F 21 9A/);
  await user.type(number, 'B-12');
  await user.click(screen.getByRole('checkbox', { name: '机构已确认吊销' }));
  await waitFor(() => expect([sample, second, third].map((each) => kept(each.sha256)?.done.length)).toEqual([2, 2, 1]));
  await user.click(screen.getByRole('button', { name: '下一步' }));
  await waitFor(() => expect(kept(third.sha256)?.reference).toBe('B-12'));
  expect([kept()?.reference, kept(second.sha256)?.reference]).toEqual(['A-77', 'B-12']);
});

it('[E08] keeps a phone without a website with each certificate of the bank, and shows it in the sheet and the summary', async () => {
  const issued = { ...sample, issuer: 'CN=CFCA ACS OCA31,O=CFCA', status: 'valid' as const };
  const bank = { ...issued, subject: 'CN=周建国,OU=海川银行,O=CFCA', sha256: '1'.repeat(64), serial: '01' };
  const same = { ...bank, sha256: '2'.repeat(64), serial: '02' };
  const other = { ...bank, subject: 'CN=周建国,OU=远山银行,O=CFCA', sha256: '3'.repeat(64), serial: '03' };
  const { kept, requests } = installLosses({ rows: [other, bank, same], profiles: [] });
  const user = await reportAllStolen();
  const group = within(await screen.findByRole('group', { name: /^海川银行/ }));
  await user.type(await group.findByRole('textbox', { name: '机构电话' }), ' 95555-1 ');
  expect(group.queryByRole('checkbox', { name: /核对/ })).toBeNull();
  await user.click(group.getByRole('button', { name: '保存' }));
  expect((await group.findByText('95555-1')).closest('p')?.textContent).toContain('已保存');
  await waitFor(() => expect(document.activeElement).toBe(group.getByRole('button', { name: '修改机构电话' })));
  expect([bank, same, other].map(({ sha256 }) => kept(sha256)?.phone)).toEqual(['95555-1', '95555-1', undefined]);
  expect(requests.map(({ call }) => call)).not.toContain('profiles.addBank');
  expect(group.queryByText('没有这家机构的办理指南')).toBeNull();
  await user.click(group.getByRole('button', { name: '复制挂失单' }));
  expect(await navigator.clipboard.readText()).toContain('\n  电话：95555-1\n');
  await user.click(group.getByRole('button', { name: '修改机构电话' }));
  const field = group.getByRole<HTMLInputElement>('textbox', { name: '机构电话' });
  expect([field.value, document.activeElement]).toEqual(['95555-1', field]);
  await user.clear(field);
  await user.type(field, '95566');
  await user.click(screen.getByRole('button', { name: '下一步' }));
  await waitFor(() => expect(kept(same.sha256)?.phone).toBe('95566'));
  expect(await screen.findAllByText(/电话 95566$/)).toHaveLength(2);
});

it('[E08] saves no half-typed phone while another window has the focus, and removes a cleared one', async () => {
  const { kept, requests } = installLosses({ loss: { ...reported('stolen'), phone: '95566' }, profiles: [] });
  const user = userEvent.setup();
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: '修改机构电话' }));
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: '机构电话' });
  await user.type(field, '7');
  vi.spyOn(document, 'hasFocus').mockReturnValueOnce(false);
  act(() => field.blur());
  expect(requests.map(({ call }) => call)).not.toContain('losses.setPhone');
  await user.clear(field);
  act(() => field.blur());
  expect(requests.map(({ call }) => call)).not.toContain('losses.setPhone');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(requests.at(-1)?.call).toBe('losses.view'));
  expect(kept()?.phone).toBeUndefined();
  expect(await screen.findByText('没有这家机构的办理指南')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '机构电话' }).value).toBe('');
});

it('[E08] shows the phone saved with the report, also in the summary, and a failure to save it', async () => {
  const loss = { ...reported('stolen'), phone: '95566' };
  const answers = {
    'losses.setPhone': () => {
      throw new Refusal('vault-damaged');
    },
  };
  installLosses({ loss, profiles: [], answers });
  const user = userEvent.setup();
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: '修改机构电话' }));
  await user.type(screen.getByRole('textbox', { name: '机构电话' }), '7{Enter}');
  await screen.findByRole('alert');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '机构电话' }).value).toBe('955667');
  cleanup();
  installLosses({ loss: { ...loss, done: ['looked', 'notified', 'replaced', 'cleaned'] }, profiles: [] });
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  expect(await screen.findByText('已通知，等机构确认吊销 · 电话 95566')).toBeTruthy();
});

it('[E08] saving the sheet leaves the focus at its button', async () => {
  const place = { outcome: 'chosen', destinationId: profileId, displayPath: '/home/user/sheet.txt' };
  const answers = {
    'files.chooseDestination': () => place,
    'losses.writeSheet': () => ({ displayPath: place.displayPath, bytes: 1 }),
  };
  installLosses({ loss: reported('stolen'), answers });
  const user = userEvent.setup();
  render(<LossDialog start={sample.sha256} onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: '保存为文件' }));
  await user.click(screen.getByRole('button', { name: '选择位置' }));
  await user.click((await screen.findAllByRole('button', { name: '保存' }))[1] as HTMLElement);
  await screen.findByText('挂失单已保存');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: '保存为文件' })));
});
