// SPDX-License-Identifier: Apache-2.0
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useRegionKeys } from '../../../renderer/app/use-region-keys.ts';

afterEach(cleanup);

function Regions({ hasParts = true, hasTools = true }: { readonly hasParts?: boolean; readonly hasTools?: boolean }) {
  useRegionKeys();
  return (
    <>
      <div data-region>
        <button type="button">Overview</button>
        <button type="button" aria-current="page">
          Certificates
        </button>
      </div>
      <main data-region tabIndex={-1} aria-label="Room">
        {hasParts && (
          <>
            <header data-region>
              {hasTools && (
                <>
                  <input aria-label="Search" />
                  <button type="button">Import</button>
                </>
              )}
            </header>
            <div data-region>
              <button type="button" tabIndex={-1}>
                Name
              </button>
              <div role="row" tabIndex={-1}>
                first row
              </div>
              <div role="row" tabIndex={0}>
                second row
              </div>
            </div>
            <aside data-region tabIndex={-1} aria-label="Pane">
              <button type="button">Renew</button>
            </aside>
          </>
        )}
      </main>
    </>
  );
}

const press = (shiftKey = false) => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'F6', shiftKey });
  const { activeElement } = document;
  return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim();
};

it('[U02] F6 cycles through rail, toolbar, list and pane, and Shift+F6 goes back', () => {
  render(<Regions />);
  expect([press(), press(), press(), press(), press()]).toEqual([
    'Certificates',
    'Search',
    'second row',
    'Pane',
    'Certificates',
  ]);
  expect([press(true), press(true)]).toEqual(['Pane', 'second row']);
});

it('[U02] F6 returns to the last focused control of a region', () => {
  render(<Regions />);
  screen.getByRole('button', { name: 'Import' }).focus();
  press();
  press();
  screen.getByRole('button', { name: 'Renew' }).focus();
  expect([press(), press()]).toEqual(['Certificates', 'Import']);
  expect(press(true)).toBe('Certificates');
  expect(press(true)).toBe('Renew');
});

it('[U02] F6 skips a region without controls, and enters the rail at the current page', () => {
  render(<Regions hasTools={false} />);
  screen.getByRole('button', { name: 'Overview' }).focus();
  expect([press(), press(), press()]).toEqual(['second row', 'Pane', 'Certificates']);
});

it('[U02] F6 treats a page without parts as one region, and does nothing under a dialog', () => {
  render(<Regions hasParts={false} />);
  expect([press(), press(), press()]).toEqual(['Certificates', 'Room', 'Certificates']);
  render(<div role="dialog" />);
  expect(press()).toBe('Certificates');
});
