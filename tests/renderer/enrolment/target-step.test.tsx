// SPDX-License-Identifier: Apache-2.0
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startForm, type ApplyForm } from '../../../renderer/features/enrolment/apply/apply-form.ts';
import { TargetStep } from '../../../renderer/features/enrolment/apply/target-step.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { sampleToken } from '../support/sample-tokens.ts';

const change = vi.fn<(change: Partial<ApplyForm>) => void>();

function open(form: Partial<ApplyForm> = {}, profile: Partial<CaProfile> = {}): void {
  const bank: CaProfile = { name: '机构', protocol: 'manual', url: 'https://ca.example.com', ...profile };
  render(
    <Dialog title="申请证书" onClose={() => undefined}>
      <TargetStep
        profile={bank}
        form={{ ...startForm, ...form }}
        onChange={change}
        onBack={() => undefined}
        onNext={() => undefined}
      />
    </Dialog>,
  );
}
const kinds = () => screen.getAllByRole('option').map(({ textContent }) => textContent);

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  change.mockClear();
});
afterEach(cleanup);

it('[G05] offers SM2 for a key in the vault, and only the key types that the profile names', () => {
  open();
  expect(kinds()).toContain('SM2');
  fireEvent.change(screen.getByLabelText('私钥类型'), { target: { value: 'sm2' } });
  expect(change).toHaveBeenCalledWith({ algorithm: 'sm2' });
  cleanup();
  open({}, { keyTypes: ['sm2', 'rsa-2048'] });
  expect(kinds()).toEqual(['SM2', 'RSA 2048']);
});

it('[G05] a key on a USB token cannot be SM2', async () => {
  const token = sampleToken({ managed: true, generates: ['rsa-2048', 'ec-p256'] });
  installBridge({ 'tokens.list': () => ({ tokens: [token], unavailable: null }) });
  useTokens.setState({ tokens: [token] });
  open({ target: 'token', tokenId: token.id }, { keyTypes: ['sm2', 'ec-p256', 'rsa-2048'] });
  expect(kinds()).toEqual(['EC P-256', 'RSA 2048']);
});

it('[G05] a request with a temporary key can’t have its key on a USB key', () => {
  open({}, { keyTypes: ['sm2'], temporaryKey: true });
  expect(screen.getByRole('radio', { name: /USB Key/ })).toHaveProperty('disabled', true);
  expect(screen.getByText('这家机构还会发来加密证书及其私钥，所以这张证书的私钥也要存放在保险库里。')).toBeTruthy();
});

it('[E04] neither offers nor recommends a key on this computer if the CA always makes the key', () => {
  open({ target: 'authority' }, { protocol: 'est', keyMadeBy: 'authority' });
  expect(screen.getByRole('radio', { name: /这台电脑/ })).toHaveProperty('disabled', true);
  expect(screen.queryByText(/最好由证书管家生成私钥/)).toBeNull();
  cleanup();
  open({ target: 'authority' }, { protocol: 'est' });
  expect(screen.getByText(/最好由证书管家生成私钥/)).toBeTruthy();
});
