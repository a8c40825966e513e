// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const { dialog, app } = vi.hoisted(() => ({
  dialog: {
    showMessageBoxSync: vi.fn<() => number>(),
    showSaveDialogSync: vi.fn<() => string>(),
    showErrorBox: vi.fn<() => void>(),
  },
  app: { exit: vi.fn<(code: number) => void>(), isReady: vi.fn<() => boolean>() },
}));
vi.mock('electron', () => ({ app, dialog }));
const { endOnFatalError } = await import('../../../../main/hosts/electron/desktop/fatal-error.ts');

let folder: string;
let fatal: (error: unknown) => void;
beforeEach(() => {
  vi.clearAllMocks();
  app.isReady.mockReturnValue(true);
  folder = mkdtempSync(join(tmpdir(), 'certsteward-fatal-'));
  const on = vi.spyOn(process, 'on').mockImplementation((event, listener) => {
    if (event === 'uncaughtException') fatal = listener as typeof fatal;
    return process;
  });
  endOnFatalError(() => 'the report\n');
  on.mockRestore();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an uncaught error (a mock of Electron’s dialogs)', () => {
  test('[X04] ends the app once, and writes no file unasked', () => {
    dialog.showMessageBoxSync.mockReturnValue(1);
    fatal(new Error('x'));
    fatal(new Error('while the question is open'));
    expect(dialog.showMessageBoxSync).toHaveBeenCalledTimes(1);
    expect(dialog.showSaveDialogSync).not.toHaveBeenCalled();
    expect(app.exit.mock.calls).toEqual([[1]]);
  });

  test('[X04] shows an error box and ends the app before Electron is ready', () => {
    app.isReady.mockReturnValue(false);
    fatal(new Error('x'));
    expect(dialog.showMessageBoxSync).not.toHaveBeenCalled();
    expect(dialog.showErrorBox).toHaveBeenCalledTimes(1);
    expect(app.exit.mock.calls).toEqual([[1]]);
  });

  test('[X04] [X12] saves the report to the chosen path', () => {
    const file = join(folder, 'report.txt');
    dialog.showMessageBoxSync.mockReturnValue(0);
    dialog.showSaveDialogSync.mockReturnValue(file);
    fatal(new Error('x'));
    expect(readFileSync(file, 'utf8')).toBe('the report\n');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(app.exit).toHaveBeenCalledWith(1);
  });

  test('[X12] reports an existing file, and keeps it', () => {
    const taken = join(folder, 'taken.txt');
    writeFileSync(taken, 'mine');
    dialog.showMessageBoxSync.mockReturnValue(0);
    dialog.showSaveDialogSync.mockReturnValue(taken);
    fatal(new Error('x'));
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    expect(dialog.showErrorBox).toHaveBeenCalledTimes(1);
    expect(app.exit).toHaveBeenCalledWith(1);
  });
});
