// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TourDialog } from '../../../renderer/features/tour/tour-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { tour as english } from '../../../renderer/i18n/en/app/tour.ts';
import { tour as chinese } from '../../../renderer/i18n/zh-CN/app/tour.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
});
afterEach(cleanup);

it('[U08] the tour goes forward and back, and ends with its last button', async () => {
  const closed = vi.fn<() => void>();
  render(<TourDialog onClose={closed} />);
  const user = userEvent.setup();
  const heading = () => screen.getByRole('heading', { level: 3 }).textContent;
  expect({ heading: heading(), backButton: screen.queryByRole('button', { name: 'Back' }) }).toEqual({
    heading: english.inTitle,
    backButton: null,
  });
  await user.click(screen.getByRole('button', { name: 'Next' }));
  expect(heading()).toBe(english.timeTitle);
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(heading()).toBe(english.inTitle);
  for (let step = 0; step < 4; step += 1) await user.click(screen.getByRole('button', { name: 'Next' }));
  expect({ heading: heading(), closed: closed.mock.calls.length }).toEqual({ heading: english.safeTitle, closed: 0 });
  await user.click(screen.getByRole('button', { name: english.start }));
  expect(closed).toHaveBeenCalledOnce();
});

it('[U08] the tour describes the whole life cycle and mentions practice', async () => {
  render(<TourDialog onClose={() => undefined} />);
  const user = userEvent.setup();
  for (let step = 0; step < 3; step += 1) await user.click(screen.getByRole('button', { name: 'Next' }));
  expect(screen.getByRole('heading', { level: 3 }).textContent).toBe(english.lifeTitle);
  expect(screen.getByRole('dialog').textContent).toContain('Practice');
});

it('[U08] the tour takes a slow reader under a minute: below 300 characters or 200 words', () => {
  const textOf = (words: Readonly<Record<string, string>>) =>
    Object.entries(words)
      .filter(([key]) => /(Title|Text)$/.test(key))
      .map(([, text]) => text)
      .join(' ');
  expect(textOf(chinese).replaceAll(/\s/g, '').length).toBeLessThan(300);
  expect(textOf(english).split(/\s+/).length).toBeLessThan(200);
});
