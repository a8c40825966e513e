// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useTextSizeKeys } from '../../../renderer/app/use-text-size-keys.ts';
import { DisplaySection } from '../../../renderer/features/settings/display-section.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { changeSettings, useSettings } from '../../../renderer/state/settings-store.ts';
import { useDetailsSheet, useIconRail } from '../../../renderer/state/text-size.ts';
import { defaultSettings, type FakeBridge, installBridge, installMatchMedia } from '../support/fake-bridge.ts';

let bridge: FakeBridge;
const size = () => useSettings.getState().settings?.textSize;

beforeEach(async () => {
  await startI18n('en');
  useSettings.setState({ settings: defaultSettings, info: null });
  bridge = installBridge({
    'settings.change': ({ input }) => ({ ...useSettings.getState().settings, ...(input as object) }),
  });
});
afterEach(cleanup);

it('[U03] Ctrl + and Ctrl − change the text size by one step, Ctrl 0 resets it, and the browser engine doesn’t zoom', async () => {
  renderHook(() => useTextSizeKeys());
  const press = async (key: string, held: object = { ctrlKey: true }) => {
    const isLeft = fireEvent.keyDown(window, { key, ...held });
    await act(async () => undefined);
    return [size(), isLeft];
  };
  expect(await press('+')).toEqual(['large', false]);
  expect(await press('=')).toEqual(['largest', false]);
  expect(await press('+', { ctrlKey: true, shiftKey: true })).toEqual(['largest', false]);
  expect(await press('-')).toEqual(['large', false]);
  expect(await press('+')).toEqual(['largest', false]);
  expect(await press('0')).toEqual(['standard', false]);
  expect(await press('-')).toEqual(['standard', false]);
  expect(await press('+', {})).toEqual(['standard', true]);
});

it('[U02] [U03] the menu changes the text size', async () => {
  renderHook(() => useTextSizeKeys());
  await act(async () => bridge.emit('menu.chosen', { item: 'textLarger' }));
  expect(size()).toBe('large');
  await act(async () => bridge.emit('menu.chosen', { item: 'textStandard' }));
  expect(size()).toBe('standard');
});

it('[U03] the settings offer three text sizes', async () => {
  render(<DisplaySection settings={defaultSettings} onChange={(change) => void changeSettings(change)} />);
  await userEvent.click(screen.getByRole('radio', { name: 'Largest (20 px)' }));
  expect(size()).toBe('largest');
});

it('[U03] at the largest text, a laptop’s window has a rail of icons and details in a sheet', () => {
  const width = 1366;
  Object.defineProperty(window, 'matchMedia', {
    configurable: true,
    value: (query: string) => ({
      matches: width <= Number(/max-width: (\d+)px/u.exec(query)?.[1] ?? 0),
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }),
  });
  const { result, rerender } = renderHook(() => [useIconRail(), useDetailsSheet()]);
  expect(result.current).toEqual([false, false]);
  act(() => useSettings.setState({ settings: { ...defaultSettings, textSize: 'largest' } }));
  rerender();
  expect(result.current).toEqual([true, true]);
  installMatchMedia();
});
