// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { placeWindow, rememberedState } from '../../../../main/hosts/electron/window/window-bounds.ts';

const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1280, height: 984 };
const state = { width: 1280, height: 800, maximized: false };

test('[U09] the system places a window without a remembered place', () => {
  expect(placeWindow(state, [primary])).toEqual({ width: 1280, height: 800 });
});

test('[U09] a place on a second display is kept', () => {
  const remembered = { ...state, width: 900, x: 2000, y: 50 };
  expect(placeWindow(remembered, [primary, right])).toEqual({ width: 900, height: 800, x: 2000, y: 50 });
});

test('[U09] a place on a display that is gone is forgotten', () => {
  expect(placeWindow({ ...state, x: 2000, y: 50 }, [primary])).toEqual({ width: 1280, height: 800 });
});

test('[U09] a window never reaches beyond its display', () => {
  expect(placeWindow({ ...state, x: 2800, y: 600 }, [primary, right])).toEqual({
    width: 1280,
    height: 800,
    x: 1920,
    y: 184,
  });
  expect(placeWindow({ ...state, width: 5000, height: 3000 }, [primary])).toEqual({ width: 1920, height: 1040 });
});

test('[U09] remembers normal bounds with the maximised state, and ignores a tiny window', () => {
  const normal = { x: 1, y: 2, width: 800, height: 600 };
  expect(rememberedState(normal, true, state)).toEqual({ ...normal, maximized: true });
  expect(rememberedState({ ...normal, width: 100 }, false, state)).toBe(state);
});
