// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { value } from '../apps/in-page.ts';

interface ConnectedToken {
  readonly id: string;
  readonly label: string;
  readonly serial: string;
  readonly managed: boolean;
}

export async function connectedToken(page: Page, label: string): Promise<ConnectedToken> {
  const { tokens } = (await value(page, 'tokens.list', { refresh: true })) as { tokens: ConnectedToken[] };
  const found = tokens.find((token) => token.label === label);
  if (!found) throw new Error(`no token ${label}`);
  return found;
}

export async function manageToken(page: Page, label: string): Promise<void> {
  const { id: tokenId } = await connectedToken(page, label);
  await value(page, 'tokens.manage', { tokenId, on: true });
}

/** The token must be managed. */
export async function makeTokenKey(page: Page, token: { readonly label: string; readonly pin: string }, label: string) {
  const { id: tokenId } = await connectedToken(page, token.label);
  const input = { tokenId, pin: token.pin, confirmedLastTry: false, algorithm: 'rsa-2048', label };
  await value(page, 'tokens.generate', input);
}
