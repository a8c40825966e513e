// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KeyOnToken } from '../../../shared/schemas/certificates/certificate.ts';
import { KeyCell } from '../../../renderer/features/certificates/table/certificate-cells.tsx';
import { Checklist } from '../../../renderer/features/detail/checks/checklist.tsx';
import { startI18n, useText } from '../../../renderer/i18n/i18n.ts';
import { ConnectedPane } from '../../../renderer/features/tokens/connected/connected-pane.tsx';
import { listedBackup } from '../support/recorded-backup.ts';
import { inventoryOf } from '../support/sample-stores.ts';
import { sampleToken } from '../support/sample-tokens.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';

const notRead = { places: null, error: null };
const keyOnToken: KeyOnToken = { label: '工行', serial: '0042', keyId: '01', seen: true };

beforeEach(() => {
  installMatchMedia();
  installBridge({});
});
afterEach(cleanup);

function certificate(change: Partial<KeyOnToken> = {}) {
  const [sample] = sampleCertificates(Date.now());
  if (sample === undefined) throw new Error('no sample');
  return { ...sample, hasPrivateKey: false, backup: null, keyOnToken: { ...keyOnToken, ...change } };
}

it.each([
  ['zh-CN', '在“工行”里', '缺少私钥'],
  ['en', 'On “工行”', 'No key'],
] as const)('[L01] the list names the token that has the key (%s)', async (language, words, missing) => {
  await startI18n(language);
  const Cell = () => (
    <KeyCell
      certificate={{ ...certificate(), inVault: true, where: [], part: null }}
      context={{ columns: [], text: useText(), now: Date.now(), isComfortable: false }}
    />
  );
  const { container } = render(<Cell />);
  expect(container.textContent).toContain(words);
  expect(container.textContent).not.toContain(missing);
});

it.each([
  ['zh-CN', '私钥由 Windows 组件“工行”管理', '请在银行软件里使用'],
  ['en', 'Windows uses the private key through “工行”', 'bank’s'],
] as const)('[S04] the checklist names the provider by which Windows reaches it (%s)', async (language, name, how) => {
  await startI18n(language);
  const { container } = render(
    <Checklist detail={certificate({ serial: '', keyId: '', seen: false })} places={notRead} />,
  );
  expect(container.textContent).toContain(name);
  expect(container.textContent).toContain(how);
  expect(container.textContent).not.toMatch(/缺少私钥|Private key missing|序列号|Serial/);
});

it.each([
  ['zh-CN', true, '私钥在 USB Key（U盾）“工行”里', '序列号 0042'],
  ['zh-CN', false, '私钥在 USB Key（U盾）“工行”里', '尚未确认'],
  ['en', true, 'Private key on the USB key “工行”', 'Serial 0042'],
  ['en', false, 'Private key on the USB key “工行”', 'not yet confirmed'],
] as const)(
  '[L03] the checklist names the token that has the key (%s, seen: %s)',
  async (language, seen, name, how) => {
    await startI18n(language);
    const { container } = render(<Checklist detail={certificate({ seen })} places={notRead} />);
    expect(container.textContent).toContain(name);
    expect(container.textContent).toContain(how);
    expect(container.textContent).not.toMatch(/缺少私钥|Private key missing/);
  },
);

it('[L09] [T02] a connected USB key says how many backups it holds', async () => {
  await startI18n('zh-CN');
  const token = sampleToken({ managed: true });
  const listed = { ...listedBackup, kind: 'token', place: `token:${token.serial}` } as const;
  const counts = { withKey: 1, current: 1, outdated: 0 };
  installBridge({
    'backups.overview': () => ({
      backups: [listed],
      onlyHere: false,
      counts,
      passphrase: 'kept',
      recoverySaved: true,
    }),
    'stores.inventory': () => inventoryOf([]),
  });
  render(<ConnectedPane connected={{ tokens: [token], drives: [], isRead: true }} />);
  expect(await screen.findByText('已插入 · 有 1 份备份')).toBeDefined();
});
