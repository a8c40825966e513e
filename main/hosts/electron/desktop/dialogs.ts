// SPDX-License-Identifier: Apache-2.0
import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { FileFilter, Question, SaveAnswer } from '../../host.ts';
import { allowButton, questionBox } from './question-box.ts';

export async function openFiles(
  window: BrowserWindow,
  options: { title: string; filters: readonly FileFilter[] },
): Promise<string[]> {
  const filters = options.filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] }));
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: options.title,
    filters,
    // Keeps a bank's key file out of recent documents.
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
  });
  return filePaths;
}

export async function saveFile(
  window: BrowserWindow,
  options: { title: string; suggestedPath: string },
): Promise<SaveAnswer> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: options.title,
    defaultPath: options.suggestedPath,
    properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
  });
  return canceled || filePath === '' ? { outcome: 'cancelled' } : { outcome: 'chosen', path: filePath, typed: false };
}

export async function openFolder(
  window: BrowserWindow,
  options: { title: string; suggestedPath: string },
): Promise<SaveAnswer> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: options.title,
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  });
  const [path] = filePaths;
  return canceled || path === undefined ? { outcome: 'cancelled' } : { outcome: 'chosen', path, typed: false };
}

export async function confirm(window: BrowserWindow, question: Question): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, questionBox(question));
  return response === allowButton;
}
