// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Envelope } from '../../../../shared/ipc/envelope.ts';
import type { PageWindow } from './page-window.ts';
import { personAt } from '../people/person.ts';

/** One call through the bridge, like the renderer's. */
export function call(page: Page, name: string, input: unknown): Promise<Envelope> {
  return page.evaluate((request) => (window as PageWindow).certsteward.invoke(request), { call: name, input });
}

/** Like `call`, but throws if the call fails. */
export async function value(page: Page, name: string, input: unknown): Promise<Record<string, unknown>> {
  const answer = await call(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
  return answer.value as Record<string, unknown>;
}

/** Imports a file using calls only, for specs that aren't about importing. */
export async function importByCalls(page: Page, file: string, password: string | null): Promise<void> {
  const base64 = readFileSync(file).toString('base64');
  const { draftId } = await value(page, 'imports.drop', { fileName: path.basename(file), base64 });
  await value(page, 'imports.inspect', { draftId, password });
  await value(page, 'imports.commit', { draftId });
}

/** Drags files over the window and, with `letGo`, drops them. */
export async function dropFiles(page: Page, files: readonly string[], letGo = true): Promise<void> {
  // Wait for the app to install its listeners.
  await page.getByRole('main').waitFor();
  const contents = files.map((file) => ({
    name: path.basename(file),
    base64: readFileSync(file).toString('base64'),
  }));
  await page.evaluate(
    ({ contents, letGo }) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of contents) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name));
      }
      const event = (type: string) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event('dragover'));
      if (letGo) document.body.dispatchEvent(event('drop'));
    },
    { contents, letGo },
  );
}

/** Ctrl+V outside any field, with this clipboard text. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.getByRole('main').waitFor();
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

export async function importProfile(page: Page, file: string): Promise<{ readonly id: string }> {
  await personAt(page).openFiles([file]);
  const { profile } = await value(page, 'profiles.chooseFile', {});
  return profile as { readonly id: string };
}
