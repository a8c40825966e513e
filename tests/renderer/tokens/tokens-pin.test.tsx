// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { distinguishedName, emptySubject } from '../../../renderer/lib/text/distinguished-name.ts';
import { isObviousPin, pinLimits, pinOctets } from '../../../renderer/lib/pin-rules.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { clearSecrets } from '../../../renderer/state/vault/secrets-store.ts';
import { useToasts } from '../../../renderer/state/toasts-store.ts';
import { useDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { sampleToken } from '../support/sample-tokens.ts';
import { field, hasField, isOff, openAdvanced, openTokensRoom, press, type } from '../support/tokens-room.tsx';

const canary = '48151623';

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
});
afterEach(cleanup);

/** Opens the unlock dialog with the page's first 输入 PIN button. */
const openUnlock = async () => {
  await openAdvanced();
  const [button] = await screen.findAllByRole('button', { name: '输入 PIN' });
  await act(async () => fireEvent.click(button as HTMLElement));
  await screen.findByRole('dialog');
};
const send = async () => {
  const form = screen.getByRole('dialog').querySelector('form') as HTMLFormElement;
  await act(async () => fireEvent.submit(form));
};

describe('[T04] a PIN is sent once for each entry', () => {
  it('empties the field before the answer, and sends nothing again after a refusal', async () => {
    const answer = Promise.withResolvers<undefined>();
    const room = openTokensRoom(
      {},
      {
        'tokens.unlock': async () => {
          await answer.promise;
          throw new Refusal('wrong-pin', { wrong: '1' });
        },
      },
    );
    await openUnlock();
    type('PIN', canary);
    await send();
    expect(field('PIN').value).toBe('');
    expect(screen.getByText('完成之前请不要拔下 USB Key')).toBeTruthy();
    // The dialog can't be cancelled while the token works.
    expect(isOff('取消')).toBe(true);
    room.tokens = [sampleToken({ wrongPins: 1 })];
    await act(async () => answer.resolve(undefined));
    await screen.findByText(/^PIN 不对，已连续输错 1 次。$/);
    await waitFor(() => expect(document.activeElement).toBe(field('PIN')));
    await send();
    expect(room.inputs('tokens.unlock')).toEqual([{ tokenId: sampleToken().id, pin: canary, confirmedLastTry: false }]);
  });

  it('says what usually locks a USB key that does not report its tries, unless the person manages it', async () => {
    openTokensRoom({ tokens: [sampleToken()] });
    await openUnlock();
    expect(screen.getByText(/通常连续输错 3 到 10 次会锁定/)).toBeTruthy();
    cleanup();
    openTokensRoom({ tokens: [sampleToken({ managed: true })] });
    await openUnlock();
    expect(screen.queryByText(/通常连续输错 3 到 10 次会锁定/)).toBeNull();
  });

  it('sends the last try only after a typed confirmation', async () => {
    const room = openTokensRoom({ tokens: [sampleToken({ lastTry: true })] }, { 'tokens.unlock': () => ({}) });
    await openUnlock();
    type('PIN', canary);
    await send();
    type('输入“最后一次”确认', '最后');
    await send();
    expect(room.inputs('tokens.unlock')).toEqual([]);
    type('输入“最后一次”确认', '最后一次');
    await send();
    expect(room.inputs('tokens.unlock')).toEqual([{ tokenId: sampleToken().id, pin: canary, confirmedLastTry: true }]);
  });

  it('asks for the confirmation if main reports the last try', async () => {
    openTokensRoom(
      {},
      {
        'tokens.unlock': () => {
          throw new Refusal('pin-last-try');
        },
      },
    );
    await openUnlock();
    type('PIN', canary);
    await send();
    const confirm = await screen.findByLabelText('输入“最后一次”确认');
    await waitFor(() => expect(document.activeElement).toBe(confirm));
    expect(confirm.compareDocumentPosition(screen.getByLabelText('PIN', { selector: 'input' }))).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
  });

  it('shows only the last-try warning after a wrong entry, and offers to reset the PIN', async () => {
    openTokensRoom(
      { tokens: [sampleToken({ lastTry: true, unblock: ['puk'] })] },
      {
        'tokens.unlock': () => {
          throw new Refusal('wrong-pin', { wrong: '2' });
        },
      },
    );
    await openUnlock();
    type('PIN', canary);
    type('输入“最后一次”确认', '最后一次');
    await send();
    await screen.findByText(/^PIN 不对，已连续输错 2 次。$/);
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    await press('忘记 PIN？');
    expect(screen.getByRole('dialog', { name: /^重设 PIN/ })).toBeTruthy();
  });

  it('a locked PIN offers a reset instead of an input field', async () => {
    openTokensRoom({ tokens: [sampleToken({ pin: 'locked', managed: true, unblock: ['so-pin'] })] });
    await screen.findAllByText('PIN 已锁定');
    expect(screen.queryByRole('button', { name: '输入 PIN' })).toBeNull();
    expect(screen.getByRole('button', { name: '重设忘记或锁定的 PIN' })).toBeTruthy();
    expect(isOff('修改 PIN…')).toBe(true);
  });

  it('[X04] leaves no PIN in any store, toast or field, and none when the app locks', async () => {
    openTokensRoom({}, { 'tokens.unlock': () => ({}) });
    await openUnlock();
    type('PIN', canary);
    await act(async () => clearSecrets());
    expect(screen.queryByRole('dialog')).toBeNull();
    await openUnlock();
    expect(field('PIN').value).toBe('');
    type('PIN', canary);
    await send();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const kept = JSON.stringify([useTokens.getState(), useDialogs.getState(), useToasts.getState()]);
    expect(kept + document.documentElement.outerHTML).not.toContain(canary);
  });
});

describe('[T05] PIN, 管理员 PIN and 解锁码 have separate dialogs', () => {
  it('changes the PIN within the token’s limits, asks for it twice, and warns of guessable PINs', async () => {
    const room = openTokensRoom({ tokens: [sampleToken({ managed: true })] }, { 'tokens.changePin': () => ({}) });
    await press('修改 PIN…');
    type('当前 PIN', canary);
    type('新 PIN', '123');
    expect(screen.getByText('这个 PIN 太容易猜到，建议换一个').className).toContain('warned');
    type('新 PIN', '913');
    type('再输入一次新 PIN', '913');
    expect(screen.getByText('太短，至少要 4 位').className).not.toContain('warned');
    expect(isOff('修改')).toBe(true);
    type('新 PIN', '二九一八');
    type('再输入一次新 PIN', '二九一九');
    expect(screen.getByText('两次输入不一致')).toBeTruthy();
    type('再输入一次新 PIN', '二九一八');
    await send();
    const { id } = sampleToken();
    expect(room.inputs('tokens.changePin')).toEqual([
      { tokenId: id, who: 'user', pin: canary, newPin: '二九一八', confirmedLastTry: false },
    ]);
    expect(await screen.findByText('PIN 已修改')).toBeTruthy();
  });

  it('changes the 管理员 PIN as the SO PIN', async () => {
    const room = openTokensRoom({ tokens: [sampleToken({ managed: true })] }, { 'tokens.changePin': () => ({}) });
    await press('修改管理员 PIN…');
    type('当前管理员 PIN', canary);
    type('新的管理员 PIN', '87654399');
    type('再输入一次新的管理员 PIN', '87654399');
    await send();
    expect(room.inputs('tokens.changePin')).toMatchObject([{ who: 'so', pin: canary, newPin: '87654399' }]);
  });

  it('does not send a typed PUK as 管理员 PIN', async () => {
    const token = sampleToken({ pin: 'locked', managed: true, unblock: ['so-pin', 'puk'] });
    const room = openTokensRoom({ tokens: [token] }, { 'tokens.unblockPin': () => ({}) });
    await press('重设忘记或锁定的 PIN…');
    expect(screen.getByText(/^解锁码（PUK） 输错太多次也会锁定/)).toBeTruthy();
    type('解锁码（PUK）', canary);
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: '管理员 PIN' })));
    expect(field('管理员 PIN').value).toBe('');
    type('管理员 PIN', '87654321');
    type('新 PIN', '5281');
    type('再输入一次新 PIN', '5281');
    await send();
    expect(room.inputs('tokens.unblockPin')).toEqual([
      { tokenId: token.id, by: 'so-pin', secret: '87654321', newPin: '5281', confirmedLastTry: false },
    ]);
  });
});

describe('[T05] a 管理员 PIN that is not set', () => {
  it('cannot reset a PIN', async () => {
    const token = sampleToken({ pin: 'locked', managed: true, soPin: 'unset', unblock: ['so-pin'] });
    openTokensRoom({ tokens: [token] });
    await screen.findAllByText('PIN 已锁定');
    expect(isOff('重设忘记或锁定的 PIN…')).toBe(true);
  });

  it('is not offered beside the PUK', async () => {
    const token = sampleToken({ pin: 'locked', managed: true, soPin: 'unset', unblock: ['so-pin', 'puk'] });
    const room = openTokensRoom({ tokens: [token] }, { 'tokens.unblockPin': () => ({}) });
    await press('重设忘记或锁定的 PIN…');
    expect(screen.queryAllByRole('radio')).toEqual([]);
    type('解锁码（PUK）', canary);
    type('新 PIN', '5281');
    type('再输入一次新 PIN', '5281');
    await send();
    expect(room.inputs('tokens.unblockPin')).toMatchObject([{ by: 'puk', secret: canary }]);
  });
});

describe('[T10] pinpads', () => {
  it('show no PIN field and send null, because the PIN is typed at the reader', async () => {
    const answer = Promise.withResolvers<undefined>();
    const room = openTokensRoom(
      { tokens: [sampleToken({ pinpad: true })] },
      {
        'tokens.unlock': async () => {
          await answer.promise;
          return {};
        },
      },
    );
    await openUnlock();
    expect(hasField('PIN')).toBe(false);
    expect(screen.getByText('在读卡器的键盘上输入 PIN')).toBeTruthy();
    await send();
    expect(screen.getByText('现在请在读卡器的键盘上输入 PIN')).toBeTruthy();
    expect(room.inputs('tokens.unlock')).toMatchObject([{ pin: null }]);
    await act(async () => answer.resolve(undefined));
  });
});

it('[T05] PIN lengths count octets, unknown limits are null, and obvious PINs are detected', () => {
  expect(pinOctets('密码')).toBe(6);
  expect(pinLimits({ min: 0, max: 0 })).toBeNull();
  expect(pinLimits({ min: 4, max: 4_294_967_295 })).toBeNull();
  expect(pinLimits({ min: 0, max: 255 })).toEqual({ min: 1, max: 255 });
  expect(['1111', '123456', '87654321', 'abcd'].map(isObviousPin)).toEqual([true, true, true, true]);
  expect(['1', '1357', '120394'].map(isObviousPin)).toEqual([false, false, false]);
});

it('[T07] writes a subject as RFC 4514 with special characters escaped', () => {
  const subject = { ...emptySubject, cn: ' 张三 ', o: 'A, B "C"', c: 'cn', e: 'a@example.org' };
  expect(distinguishedName(subject)).toBe(String.raw`emailAddress=a@example.org,CN=张三,O=A\, B \"C\",C=CN`);
  expect(distinguishedName({ ...emptySubject, cn: '#1+2' })).toBe(String.raw`CN=\#1\+2`);
});
