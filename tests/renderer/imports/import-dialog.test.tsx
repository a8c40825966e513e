// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ImportDialog } from '../../../renderer/features/imports/import-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialog, closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { indexOf, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { openImport } from '../../../renderer/state/imports-store.ts';
import { useStores } from '../../../renderer/state/stores/stores-store.ts';
import { clearSecrets } from '../../../renderer/state/vault/secrets-store.ts';
import { type FakeBridge, installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { among, pageOf } from '../support/page-of.ts';
import { sampleSummaries } from '../support/overview-room.tsx';
import { answer, draftId, sha256 } from '../support/sample-preview.ts';
import { VaultFileStep } from '../../../renderer/features/imports/steps/vault-file-step.tsx';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { InspectedVault } from '../../../shared/schemas/certificates/inspection.ts';

describe('[F05][U04] import dialog', () => {
  let bridge: FakeBridge;
  let answers: Parameters<typeof installBridge>[0];
  beforeEach(async () => {
    installMatchMedia();
    await startI18n('zh-CN');
    answers = {
      'imports.choose': () => ({ files: [{ draftId, fileName: 'bank.pfx' }] }),
      'imports.drop': () => ({ draftId }),
      'imports.inspect': ({ input }) => {
        const { password } = input as { password: string | null };
        if (password === null) return answer({ code: 'needs-password' }, false);
        return password === '密码' ? answer({ code: 'opened' }, true) : answer({ code: 'wrong-password' }, false);
      },
      'imports.commit': () => ({ added: [sha256], known: [], keysAdded: 1, requests: [], webEnrolments: [] }),
      'imports.discard': () => ({}),
    };
    bridge = installBridge(answers);
    closeDialogs();
    useStores.setState({ stores: null });
    openImport([{ kind: 'file', file: new File(['x'], 'bank.pfx') }]);
  });
  afterEach(cleanup);

  it('[K03] a lock replaces the password field and keeps the file', async () => {
    const user = userEvent.setup();
    render(<ImportDialog onClose={() => undefined} />);
    const before = await screen.findByLabelText<HTMLInputElement>('文件密码');
    await user.type(before, '密码');
    act(() => clearSecrets());
    const after = await screen.findByLabelText<HTMLInputElement>('文件密码');
    expect({
      isSameField: after === before,
      isConnected: before.isConnected,
      before: before.value,
      after: after.value,
    }).toEqual({ isSameField: false, isConnected: false, before: '', after: '' });
    await user.type(after, '密码{Enter}');
    expect(await screen.findByText('张三')).toBeDefined();
    expect(bridge.requests.filter(({ call }) => call === 'imports.drop')).toHaveLength(1);
  });

  it('[U02] keeps a wrong password in the field, then opens, shows, stores and says what is inside', async () => {
    const user = userEvent.setup();
    render(<ImportDialog onClose={() => undefined} />);
    const field = await screen.findByLabelText<HTMLInputElement>('文件密码');
    expect(screen.getByText('请输入银行随证书提供的密码，或您导出时设置的密码。')).toBeTruthy();
    expect(screen.queryByText('这个文件有密码保护。')).toBeNull();
    await user.type(field, '密码x');
    await user.click(screen.getByRole('button', { name: '打开文件' }));
    expect((await screen.findByRole('alert')).textContent).toContain('密码不对');
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['密码x', 0, 3]);

    await user.keyboard('密码{Enter}');
    expect((await screen.findByText(/含私钥/)).textContent).toBe('含私钥');
    expect(screen.getByText('密码正确')).toBeDefined();
    expect(field.isConnected).toBe(false);
    await user.click(await screen.findByRole('button', { name: '导入', description: /张三.*含私钥/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('已导入');
    expect(await screen.findByRole('button', { name: '完成', description: /新增 1 个私钥/ })).toBeTruthy();
    expect(screen.getByText('新增 1 张证书 · 新增 1 个私钥')).toBeTruthy();
    expect(await screen.findByRole('button', { name: '备份…' })).toBeTruthy();
    expect(screen.getByRole('button', { name: '安装到浏览器' })).toBeTruthy();
  });

  it.each([
    ['loaded', 0],
    ['far below', 90],
    ['not listed', null],
  ])(
    '[U02] Escape after an import selects, loads and focuses the certificate’s row if listed: %s',
    async (_where, at) => {
      const user = userEvent.setup();
      const [sample] = sampleSummaries(Date.now());
      const before = 'cd'.repeat(32);
      const idAt = (index: number) => (index === at ? sha256 : String(index).padStart(64, '0'));
      const listed = Array.from(
        { length: 100 },
        (_, index) => ({ ...sample, sha256: idAt(index) }) as CertificateSummary,
      );
      useCertificates.setState({ selected: before });
      installBridge({
        ...answers,
        'certificates.page': ({ input }) => {
          const { offset, limit } = input as CallInput<'certificates.page'>;
          const whole = pageOf(among(listed, input));
          return { ...whole, rows: whole.rows.slice(offset, offset + limit) };
        },
        'certificates.ids': () => ({ ids: listed.map((each) => [each.sha256]), revision: 1 }),
      });
      useRoute.setState({ room: 'certificates' });
      onTestFinished(() => useRoute.setState({ room: 'overview' }));
      const Page = () => {
        const [isOpen, setIsOpen] = useState(true);
        return (
          <main tabIndex={-1}>
            <div role="row" tabIndex={0} />
            {isOpen && <ImportDialog onClose={() => setIsOpen(false)} />}
          </main>
        );
      };
      render(<Page />);
      await user.type(await screen.findByLabelText('文件密码'), '密码{Enter}');
      await user.click(await screen.findByRole('button', { name: '导入', description: /张三.*含私钥/ }));
      await screen.findByRole('button', { name: '完成' });
      await user.keyboard('{Escape}');
      if (at !== null) await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('row')));
      else await new Promise((resolve) => setTimeout(resolve, 200));
      const { selected, pages } = useCertificates.getState();
      expect([selected, indexOf(pages, sha256)]).toEqual(at === null ? [before, undefined] : [sha256, at]);
    },
  );

  it('opens the system’s file dialog at once and inspects the chosen file', async () => {
    closeDialogs();
    openImport();
    render(<ImportDialog onClose={() => undefined} />);
    const field = await screen.findByLabelText('文件密码');
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  it('stays open when the system’s file dialog is cancelled', async () => {
    closeDialogs();
    openImport();
    bridge = installBridge({ ...answers, 'imports.choose': () => ({ files: [] }) });
    render(<ImportDialog onClose={() => undefined} />);
    await waitFor(() => expect(bridge.requests.map(({ call }) => call)).toContain('imports.choose'));
    await waitFor(() => expect(screen.getByRole('button', { name: '选择文件' }).ariaDisabled).toBeNull());
    expect(bridge.requests.filter(({ call }) => call === 'imports.choose')).toHaveLength(1);
  });

  it('offers to import only the certificates if the keys can’t be opened, and names those keys', async () => {
    const user = userEvent.setup();
    const report = {
      ...answer({ code: 'needs-password' }, true).report,
      keys: [{ algorithm: '1.2.840.10040.4.1', matches: null, usable: false }],
      unopenedKeys: [{ name: '张三的私钥', matches: sha256, reason: 'password' }],
    };
    bridge = installBridge({
      'imports.drop': () => ({ draftId }),
      'imports.inspect': () => ({ ...answer({ code: 'needs-password' }, true), needsProtector: true, report }),
      'imports.commit': () => ({ added: [sha256], known: [], keysAdded: 0, requests: [], webEnrolments: [] }),
      'imports.discard': () => ({}),
    });
    render(<ImportDialog onClose={() => undefined} />);
    expect(await screen.findByText('张三的私钥')).toBeDefined();
    expect(screen.getByText('私钥（DSA）无法存入保险库，导入时会跳过')).toBeDefined();
    await user.click(screen.getByRole('button', { name: '只导入 1 张证书' }));
    expect(await screen.findByText('新增 1 张证书')).toBeTruthy();
    // No key is imported, so no protector is needed.
    expect(bridge.requests.find(({ call }) => call === 'imports.commit')?.input).toEqual({
      draftId,
      certificatesOnly: true,
      twins: [],
    });
  });

  it('[G04] an encryption key of a CA asks to unlock, then opens, and says who knows it and what it is for', async () => {
    const user = userEvent.setup();
    let isLocked = true;
    const keys = [{ algorithm: 'sm2', matches: null, madeBy: 'authority' }];
    const { report } = answer({ code: 'opened' }, false);
    bridge = installBridge({
      'imports.drop': () => ({ draftId }),
      'imports.inspect': () =>
        isLocked
          ? { ...answer({ code: 'enveloped-key' }, false), needsUnlock: true }
          : {
              ...answer({ code: 'opened' }, false),
              completes: [sha256],
              report: { ...report, kind: 'enveloped-key', keys },
            },
      'imports.commit': () => ({ added: [], known: [], keysAdded: 1, requests: [], webEnrolments: [] }),
      'imports.discard': () => ({}),
    });
    render(<ImportDialog onClose={() => undefined} />);
    const unlock = await screen.findByRole('button', { name: '解锁保险库' });
    await user.click(unlock);
    await act(async () => closeDialog('unlock', false));
    // Declining changes nothing.
    expect(screen.getByRole('button', { name: '解锁保险库' })).toBeTruthy();
    isLocked = false;
    await user.click(screen.getByRole('button', { name: '解锁保险库' }));
    await act(async () => closeDialog('unlock', true));
    expect(await screen.findByText('机构生成的私钥（SM2），机构留有副本')).toBeDefined();
    expect(screen.getByText('与保险库里的 1 张证书匹配。')).toBeDefined();
    await user.click(screen.getByRole('button', { name: '导入' }));
    expect((await screen.findByRole('alert')).textContent).toContain('1 个私钥');
  });

  it('[E07] names each renewal that the file completed, and where the old key stays', async () => {
    const user = userEvent.setup();
    const ended = (id: string, name: string, oldKeyOnToken: boolean) => ({
      id,
      profile: { name, host: 'bank.example' },
      purpose: 'renew',
      renews: sha256,
      folder: null,
      startedAt: '2026-11-01T00:00:00Z',
      files: [],
      steps: {},
      certificate: sha256,
      leadsToAuthority: true,
      oldKeyOnToken,
    });
    const webEnrolments = [
      ended('22222222-2222-4222-8222-222222222222', '签名银行', false),
      ended('33333333-3333-4333-8333-333333333333', '加密银行', true),
    ];
    bridge = installBridge({
      'imports.drop': () => ({ draftId }),
      'imports.inspect': () => answer({ code: 'opened' }, true),
      'imports.commit': () => ({ added: [sha256], known: [], keysAdded: 1, requests: [], webEnrolments }),
      'imports.discard': () => ({}),
    });
    render(<ImportDialog onClose={() => undefined} />);
    await user.click(await screen.findByRole('button', { name: '导入' }));
    expect(await screen.findByText(/签名银行.*旧证书的私钥会保留/)).toBeDefined();
    expect(screen.getByText(/加密银行.*旧证书的私钥留在 USB Key 里/)).toBeDefined();
    expect(screen.getAllByText(/由这家机构签发/)).toHaveLength(2);
  });

  it('shows the password on demand, as text that an input method can type into', async () => {
    const user = userEvent.setup();
    render(<ImportDialog onClose={() => undefined} />);
    const field = await screen.findByLabelText('文件密码');
    expect(field.getAttribute('type')).toBe('password');
    await user.click(screen.getByRole('button', { name: '显示' }));
    expect(field.getAttribute('type')).toBe('text');
  });

  it('discards the draft when it is closed', async () => {
    const user = userEvent.setup();
    render(<ImportDialog onClose={() => undefined} />);
    await screen.findByLabelText('文件密码');
    await user.click(screen.getByRole('button', { name: '关闭' }));
    expect(bridge.requests.filter(({ call }) => call === 'imports.discard')).toEqual([
      { call: 'imports.discard', input: { draftId } },
    ]);
  });
});

it('[K01] only the refused secret of a vault file is marked, until it is typed again', async () => {
  const vault: InspectedVault = { certificates: 1, keys: 1, opensBy: ['passphrase', 'recovery-code'] };
  const none = () => undefined;
  const acts = { onMerge: none, onProtect: none, onCancel: none, onSkip: none, skipText: '' };
  const state = { needsProtector: false, busy: false, attempts: 1, progress: null };
  const dialog = (error: AppError | null) => (
    <Dialog title="" onClose={none}>
      <VaultFileStep vault={vault} error={error} {...state} {...acts} />
    </Dialog>
  );
  const { rerender } = render(dialog(null));
  const marked = () => document.querySelectorAll('[aria-invalid="true"]').length;
  fireEvent.change(document.querySelector('input[type="password"]') as HTMLInputElement, {
    target: { value: 'wrong' },
  });
  rerender(dialog(new AppError('wrong-secret')));
  expect(marked()).toBe(1);
  fireEvent.click(screen.getByRole('radio', { name: '恢复码' }));
  expect(marked()).toBe(0);
});
