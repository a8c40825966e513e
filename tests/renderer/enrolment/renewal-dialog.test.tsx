// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { startRenewal } from '../../../renderer/state/enrolment/renewal.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { RenewalFacts } from '../../../shared/schemas/enrolment/renewal.ts';
import { openedWith, renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { daysFromNow, expiring as detail, profileId, renewalFacts, successor } from '../support/sample-renewal.ts';

const { sha256 } = detail;
const held = (
  change: Partial<HeldProfile['profile']> = {},
  confirmedAt: string | null = daysFromNow(-9),
): HeldProfile => ({
  id: profileId,
  profile: { name: '示例银行', protocol: 'est', url: 'https://ca.example.com/est', ...change },
  host: { ascii: 'ca.example.com', unicode: 'ca.example.com' },
  importedAt: daysFromNow(-9),
  confirmedAt,
});
const place = { storeId: 'chromium:/a', storeName: 'Chromium', storeKind: 'chromium' } as const;

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  act(closeDialogs);
});

async function dialogOver(
  renewal: RenewalFacts,
  profiles: HeldProfile[],
  answers: Parameters<typeof installBridge>[0] = {},
) {
  const bridge = installBridge({
    'certificates.detail': () => detail,
    'renewals.of': () => renewal,
    'profiles.list': () => ({ profiles, examples: [] }),
    'requests.list': () => ({ requests: [] }),
    'stores.places': () => ({ places: [], namesakes: [], readAt: daysFromNow(0) }),
    ...answers,
  });
  renderWithDialogs(<p />);
  act(() => startRenewal(sha256));
  const dialog = await screen.findByRole('dialog');
  return { dialog, asked: (call: string) => bridge.requests.filter((each) => each.call === call) };
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('the renewal dialog', () => {
  it('[E07] shows the host before connecting; a failure says that the old certificate still works', async () => {
    const { dialog, asked } = await dialogOver(renewalFacts(), [held()], {
      'renewals.submit': () => {
        throw new Refusal('server-untrusted');
      },
    });
    await screen.findByText(/ca\.example\.com/);
    expect(asked('renewals.submit')).toEqual([]);
    await press('更新证书');
    await screen.findByText('没有更新证书，旧证书照常可用');
    expect(dialog.querySelector('[data-error-code="server-untrusted"]')).not.toBeNull();
    expect(asked('renewals.submit').map(({ input }) => input)).toEqual([{ sha256, profileId, seen: [], login: null }]);
    expect(asked('renewals.replace')).toEqual([]);
  });

  it('[E07] installs no certificate before it is valid, and says from when', async () => {
    const early = { ...detail, sha256: successor, notBefore: '2099-01-10T04:00:00Z', notAfter: '2100-01-10T04:00:00Z' };
    const { asked } = await dialogOver(renewalFacts(), [held()], {
      'certificates.detail': ({ input }) => ((input as { sha256: string }).sha256 === successor ? early : detail),
      'renewals.submit': () => ({ state: 'issued', certificate: successor, subject: 'CN=张三' }),
      'renewals.plan': () => ({
        places: [{ ...place, todo: 'replace', code: null, needsPassword: false, running: true }],
      }),
    });
    await press('更新证书');
    await screen.findByText(/^新证书 2099年1月10日.*起生效$/);
    expect(asked('renewals.replace')).toEqual([]);
    expect(screen.queryByRole('button', { name: '安装新证书，移除旧证书' })).toBeNull();
    expect((await screen.findByRole('button', { name: '完成' })).className).toContain('primary');
  });

  it('[E07] renews and replaces in one press, then says that the new certificate has no backup', async () => {
    const proof = { kind: 'signed', at: daysFromNow(0), passed: true, host: null };
    const { dialog, asked } = await dialogOver(renewalFacts(), [held()], {
      'renewals.submit': () => ({ state: 'issued', certificate: successor, subject: 'CN=张三' }),
      'renewals.plan': () => ({
        places: [{ ...place, todo: 'replace', code: null, needsPassword: false, running: true }],
      }),
      'renewals.replace': () => ({
        places: [{ ...place, outcome: 'replaced', code: null, proofs: [proof], restart: true }],
      }),
    });
    await press('更新证书');
    await screen.findByText('新证书已安装，旧证书已移除');
    expect(dialog.textContent).toContain('浏览器正在运行，重新启动浏览器前仍会显示旧证书。');
    expect(dialog.textContent).toContain('新证书没有备份');
    expect(screen.getByRole('button', { name: '立即备份' })).toBeTruthy();
    expect(asked('renewals.replace')[0]?.input).toEqual({ old: sha256, successor, passwords: [] });
    expect(asked('certificates.page')).not.toEqual([]);
  });

  it('[E07] asks for the code that a CA requires in the same dialog', async () => {
    const { asked } = await dialogOver(renewalFacts(), [held()], {
      'renewals.submit': ({ input }) => {
        if ((input as { login: object | null }).login === null) throw new Refusal('code-missing', { status: '401' });
        return { state: 'issued', certificate: successor, subject: 'CN=张三' };
      },
      'renewals.plan': () => ({ places: [] }),
    });
    expect(screen.queryByLabelText('授权码', { selector: 'input' })).toBeNull();
    await press('更新证书');
    fireEvent.change(await screen.findByLabelText(/^参考号/), { target: { value: '8812' } });
    expect(screen.getByRole('button', { name: '再试一次' }).hasAttribute('disabled')).toBe(true);
    fireEvent.change(screen.getByLabelText('授权码', { selector: 'input' }), { target: { value: 'ＱＷ-77' } });
    expect(screen.getByRole('button', { name: '再试一次' })).toMatchObject({ type: 'submit', disabled: false });
    // The button is outside the form it submits, so user-event's Enter doesn't find it.
    fireEvent.submit(screen.getByLabelText<HTMLInputElement>('授权码', { selector: 'input' }).form ?? document);
    await screen.findByText('旧证书没有安装到这台电脑的浏览器或系统，新证书也不用安装。');
    expect(asked('renewals.submit').map(({ input }) => input)).toMatchObject([
      { login: null },
      { login: { user: '8812', code: 'QW-77' } },
    ]);
  });

  it('[E06] [E07] a refusal over CMP asks for no code, because none is used', async () => {
    const { asked } = await dialogOver(renewalFacts({ protocol: 'cmp' }), [held({ protocol: 'cmp' })], {
      'renewals.submit': () => {
        throw new Refusal('code-refused');
      },
    });
    await press('更新证书');
    await press('再试一次');
    await waitFor(() => expect(asked('renewals.submit').length).toBe(2));
    expect(screen.queryByLabelText('授权码', { selector: 'input' })).toBeNull();
  });

  it('[E10] [E07] reports a clock difference before applying; each press accepts only what was shown', async () => {
    const times = { here: '2026-11-26T12:20:00.000Z', there: '2026-11-26T12:00:00.000Z' };
    const off = { subject: 'clock', result: 'warn', finding: 'clock-off', details: times };
    const wrong = { subject: 'clock', result: 'bad', finding: 'clock-wrong', details: times };
    const server = { subject: 'server', result: 'ok', finding: 'server-known', details: { authority: 'CN=机构' } };
    const { dialog, asked } = await dialogOver(renewalFacts(), [held()], {
      'renewals.submit': ({ input }) => {
        const { seen } = input as { seen: string[] };
        if (seen.includes('clock-wrong')) return { state: 'issued', certificate: successor, subject: 'CN=张三' };
        return { state: 'preflight', checks: [seen.includes('clock-off') ? wrong : off, server] };
      },
      'renewals.plan': () => ({ places: [] }),
    });
    await press('更新证书');
    await screen.findByText('尚未申请新证书，请先处理下面的问题');
    const shown = () => [...dialog.querySelectorAll('[data-finding]')].map((each) => each.getAttribute('data-finding'));
    expect(shown()).toEqual(['clock-off']);
    await press('仍要继续');
    await waitFor(() => expect(shown()).toEqual(['clock-wrong']));
    await press('仍要继续');
    await screen.findByText('旧证书没有安装到这台电脑的浏览器或系统，新证书也不用安装。');
    expect(asked('renewals.submit').map(({ input }) => input)).toEqual(
      [[], ['clock-off'], ['clock-wrong']].map((seen) => ({ sha256, profileId, seen, login: null })),
    );
  });

  it('[E10] [E07] names the software that intercepts the connection, and offers no way to continue', async () => {
    const details = { software: 'Kaspersky', issuer: 'CN=Kaspersky Root' };
    const clock = { subject: 'clock', result: 'unknown', finding: 'clock-not-compared', details: {} };
    const server = { subject: 'server', result: 'bad', finding: 'server-security-software', details };
    const { asked } = await dialogOver(renewalFacts(), [held()], {
      'renewals.submit': () => ({ state: 'preflight', checks: [clock, server] }),
    });
    await press('更新证书');
    await screen.findByText(/Kaspersky 正在检查加密连接/);
    expect(screen.queryByRole('button', { name: '仍要继续' })).toBeNull();
    await press('再试一次');
    await waitFor(() => expect(asked('renewals.submit').length).toBe(2));
    expect(asked('renewals.submit')[1]?.input).toMatchObject({ seen: [] });
  });

  it('[E04] a guide whose CA makes the key renews only once the user accepts that the CA knows it', async () => {
    const { asked } = await dialogOver(renewalFacts(), [held({ keyMadeBy: 'authority' })], {
      'renewals.submit': () => ({ state: 'issued', certificate: successor, subject: 'CN=张三' }),
      'renewals.plan': () => ({ places: [] }),
    });
    const button = await screen.findByRole('button', { name: '更新证书' });
    expect((button as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole('checkbox'));
    await press('更新证书');
    await waitFor(() => expect(asked('renewals.submit').length).toBe(1));
    const authorityKey = { accepted: true };
    expect(asked('renewals.submit')[0]?.input).toEqual({ sha256, profileId, seen: [], login: null, authorityKey });
  });

  it('[E07] an unverified profile is verified first', async () => {
    await dialogOver(renewalFacts(), [held({}, null)]);
    const button = await screen.findByRole('button', { name: '更新证书' });
    expect((button as HTMLButtonElement).disabled).toBe(true);
    await press('核对网址');
    expect(openedWith('enrolment.confirm')?.held.id).toBe(held().id);
  });

  it('[E07] [E06] asks for the primary password beside the place that needs it', async () => {
    const pair = { old: sha256, successor };
    const kept = { ...place, outcome: 'kept', code: 'store-needs-password', proofs: [], restart: false };
    const { asked } = await dialogOver(renewalFacts({ pair, left: 1 }), [held()], {
      'renewals.plan': () => ({
        places: [{ ...place, todo: 'replace', code: null, needsPassword: true, running: false }],
      }),
      'renewals.replace': ({ input }) =>
        (input as { passwords: unknown[] }).passwords.length === 0
          ? { places: [kept] }
          : { places: [{ ...kept, outcome: 'replaced', code: null }] },
    });
    await press('安装新证书，移除旧证书');
    await screen.findByText('旧证书未移除');
    const again = await screen.findByRole<HTMLButtonElement>('button', { name: '再试一次' });
    expect(again.disabled).toBe(true);
    const field = screen.getByLabelText(/主密码（Primary Password）/);
    fireEvent.change(field, { target: { value: '1126' } });
    fireEvent.click(again);
    await screen.findByText('新证书已安装，旧证书已移除');
    expect(asked('renewals.replace').at(-1)?.input).toMatchObject({
      passwords: [{ storeId: place.storeId, password: '1126' }],
    });
  });

  it('[E07] retries the other places without the password of one', async () => {
    const pair = { old: sha256, successor };
    const kept = { ...place, outcome: 'kept', proofs: [], restart: false };
    const { asked } = await dialogOver(renewalFacts({ pair, left: 1 }), [held()], {
      'renewals.plan': () => ({
        places: [{ ...place, todo: 'replace', code: null, needsPassword: true, running: false }],
      }),
      'renewals.replace': () => ({
        places: [
          { ...kept, code: 'store-needs-password' },
          { ...kept, storeId: 'chromium:/b', storeName: 'Other', code: 'store-locked' },
        ],
      }),
    });
    await press('安装新证书，移除旧证书');
    await waitFor(() => expect(asked('renewals.replace')).toHaveLength(1));
    await press('再试一次');
    await waitFor(() => expect(asked('renewals.replace')).toHaveLength(2));
  });

  it('[E07] says why a certificate can’t replace the old one', async () => {
    const pair = { old: sha256, successor };
    const { dialog } = await dialogOver(renewalFacts({ pair, left: 1 }), [held()], {
      'renewals.plan': () => ({
        places: [{ ...place, todo: 'replace', code: null, needsPassword: false, running: false }],
      }),
      'renewals.replace': () => {
        throw new Refusal('replacement-invalid', { reason: 'other-use' });
      },
    });
    await press('安装新证书，移除旧证书');
    await screen.findByText('未做改动，旧证书已保留');
    expect(dialog.textContent).toContain('缺少旧证书的部分用途');
  });
});
