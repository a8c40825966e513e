// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnlockDialog } from '../../../renderer/features/vault/unlock-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { installBridge, installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import { sampleToken } from '../support/sample-tokens.ts';

const wanted = { tokenId: 'a'.repeat(64), serial: '4711', label: 'Meine Karte', keyLabel: 'vault' };
const createdAt = '2026-11-01T00:00:00Z';
const passphrase = { kind: 'passphrase', createdAt } as const;
const byToken = { kind: 'token', createdAt, token: wanted } as const;
const connected = (changed: Partial<Token> = {}): Token =>
  sampleToken({ id: wanted.tokenId, serial: wanted.serial, label: wanted.label, ...changed });

let tokens: readonly Token[] = [];
const noModules = () => ({ modules: [], missing: [], unavailable: null, notes: [] });
let modules: () => unknown = noModules;
let answer: () => unknown = () => unlockedVault;
function bridge() {
  return installBridge({
    'tokens.list': () => ({ tokens, unavailable: null }),
    'tokens.modules': () => modules(),
    'tokens.follow': () => ({}),
    'vault.unlockWithToken': () => answer(),
  });
}

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  tokens = [];
  modules = noModules;
  answer = () => unlockedVault;
});
afterEach(cleanup);

/** Opens the dialog; `unlocked` is its result, null while open. */
function open(...protectors: (typeof passphrase | typeof byToken)[]) {
  const outcome: { unlocked: boolean | null } = { unlocked: null };
  act(() => showVaultStatus({ ...unlockedVault, state: 'locked', protectors }));
  render(<UnlockDialog onClose={(unlocked) => (outcome.unlocked = unlocked)} />);
  return outcome;
}
const pin = () => screen.getByLabelText('PIN');
const press = () => fireEvent.click(screen.getByRole('button', { name: '解锁' }));

async function errorOf(code: string): Promise<Element> {
  return await waitFor(() => {
    const shown = document.querySelector(`[data-error-code="${code}"]`);
    if (shown === null) throw new Error(`no ${code}`);
    return shown;
  });
}

describe('[T12] unlocking the vault with its token', () => {
  it('is not offered without an added token, and comes first without a passphrase', async () => {
    bridge();
    open(passphrase);
    expect(screen.queryByRole('radio', { name: 'USB Key' })).toBeNull();
    cleanup();
    tokens = [connected()];
    open(byToken);
    expect(await screen.findByLabelText('PIN')).toBeDefined();
  });

  it('names the required token, and continues when it is plugged in', async () => {
    bridge();
    open(byToken);
    expect((await screen.findByText(/4711/)).textContent).toContain('Meine Karte');
    expect(screen.getByRole('button', { name: '解锁' }).hasAttribute('disabled')).toBe(true);
    tokens = [connected()];
    fireEvent.click(screen.getByRole('button', { name: '重新检查' }));
    expect(await screen.findByLabelText('PIN')).toBeDefined();
  });

  it('[T11] reports why tokens cannot be listed', async () => {
    modules = () => {
      throw new Refusal('module-broken');
    };
    bridge();
    open(byToken);
    expect(await errorOf('module-broken')).toBeDefined();
  });

  it('[K03] [T04] asks for the PIN even if the token is unlocked, sends it once, and closes', async () => {
    tokens = [connected({ unlocked: true })];
    const { requests } = bridge();
    const outcome = open(byToken);
    fireEvent.change(await screen.findByLabelText('PIN'), { target: { value: '123456' } });
    press();
    await waitFor(() => expect(outcome.unlocked).toBe(true));
    const sent = requests.filter(({ call }) => call === 'vault.unlockWithToken');
    expect(sent.map(({ input }) => input)).toEqual([
      { tokenId: wanted.tokenId, pin: '123456', confirmedLastTry: false },
    ]);
  });

  it('[T04] a wrong PIN is reported with its count, clears the field, and is not sent again', async () => {
    tokens = [connected()];
    answer = () => {
      throw new Refusal('wrong-pin', { wrong: '1' });
    };
    const { requests } = bridge();
    const outcome = open(byToken);
    fireEvent.change(await screen.findByLabelText('PIN'), { target: { value: '000000' } });
    press();
    expect((await errorOf('wrong-pin')).textContent).toContain('1');
    expect((pin() as HTMLInputElement).value).toBe('');
    expect(requests.filter(({ call }) => call === 'vault.unlockWithToken')).toHaveLength(1);
    expect(outcome.unlocked).toBeNull();
  });

  it('warns of the last try in one alert, and offers the passphrase', async () => {
    tokens = [connected({ lastTry: true })];
    answer = () => {
      throw new Refusal('wrong-pin', { wrong: '2' });
    };
    bridge();
    open(passphrase, byToken);
    fireEvent.click(screen.getByRole('radio', { name: 'USB Key' }));
    fireEvent.change(await screen.findByLabelText('PIN'), { target: { value: '000000' } });
    fireEvent.change(screen.getByLabelText('输入“最后一次”确认'), { target: { value: '最后一次' } });
    press();
    const refused = await errorOf('wrong-pin');
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    expect(refused.closest('[role="alert"]')?.textContent).toContain('再输错一次，PIN 可能会锁定。');
    fireEvent.click(screen.getByRole('button', { name: '改用主密码' }));
    expect(screen.getByLabelText('主密码', { selector: 'input[type=password]' })).toBeTruthy();
  });
});

it('[K02] a wrong passphrase is reported as such and marks its field', async () => {
  installBridge({
    'vault.unlock': () => {
      throw new Refusal('wrong-secret');
    },
  });
  open(passphrase);
  fireEvent.change(screen.getByLabelText('主密码', { selector: 'input[type=password]' }), {
    target: { value: 'not it' },
  });
  press();
  expect((await errorOf('wrong-secret')).textContent).toBe('主密码不对。');
  const field = screen.getByLabelText('主密码', { selector: 'input[type=password]' });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field);
});
