// SPDX-License-Identifier: Apache-2.0
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { TokensPage } from '../../../renderer/features/tokens/tokens-page.tsx';
import { useTokenObjects } from '../../../renderer/state/tokens/token-objects-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import type { ComputerNote } from '../../../shared/schemas/computer-note.ts';
import type { MissingLibrary, Token, TokenModule, TokenObject } from '../../../shared/schemas/token.ts';
import { renderWithDialogs } from './dialogs.tsx';
import { type FakeBridge, installBridge, unlockedVault } from './fake-bridge.ts';
import { pageOf } from './page-of.ts';
import { objectsAnswer, sampleModule, samplePair, sampleToken } from './sample-tokens.ts';

export interface TokensRoom {
  /** Main's answers; the caller may change them and emit `tokens.changed`. */
  tokens: readonly Token[];
  modules: readonly TokenModule[];
  objects: readonly TokenObject[];
  readonly bridge: FakeBridge;
  inputs(call: string): unknown[];
}

/** The USB keys page, with a main that has these tokens. */
export function openTokensRoom(
  start: Partial<Pick<TokensRoom, 'tokens' | 'modules' | 'objects'>> & {
    readonly notes?: readonly ComputerNote[];
    readonly missing?: readonly MissingLibrary[];
  } = {},
  answers: Parameters<typeof installBridge>[0] = {},
): TokensRoom {
  useTokens.setState({
    tokens: null,
    last: null,
    unavailable: null,
    modules: null,
    missing: [],
    chosen: null,
    error: null,
    reading: false,
  });
  useTokenObjects.setState({ shown: null, error: null, reading: false });
  const held = {
    tokens: start.tokens ?? [sampleToken()],
    modules: start.modules ?? [sampleModule()],
    objects: start.objects ?? samplePair(1),
  };
  const bridge = installBridge({
    'tokens.list': () => ({ tokens: room.tokens, unavailable: null }),
    'tokens.modules': () => ({
      modules: room.modules,
      missing: start.missing ?? [],
      unavailable: null,
      notes: start.notes ?? [],
    }),
    'tokens.follow': () => ({}),
    'tokens.objects': ({ input }) => objectsAnswer(room.objects, input),
    'certificates.page': () => pageOf([]),
    'vault.status': () => unlockedVault,
    ...answers,
  });
  const room: TokensRoom = {
    ...held,
    bridge,
    inputs: (call) => bridge.requests.filter((request) => request.call === call).map(({ input }) => input),
  };
  renderWithDialogs(<TokensPage />);
  return room;
}

/** Expands 高级, which contains PIN management, writing and contents. */
export async function openAdvanced(): Promise<void> {
  const toggle = await screen.findByRole('button', { name: /^高级/ });
  if (toggle.getAttribute('aria-expanded') === 'false') await act(async () => fireEvent.click(toggle));
}

/** Expands 高级 first if necessary. */
export async function press(name: string | RegExp): Promise<void> {
  const button = await waitFor(() => {
    const folded = screen.queryByRole('button', { name: /^高级/, expanded: false });
    if (folded !== null) act(() => void fireEvent.click(folded));
    return screen.getByRole('button', { name });
  });
  await act(async () => fireEvent.click(button));
}

/** Text fields; a list or radio button may have the same label. */
const typed = { selector: 'input:not([type="radio"]), textarea' };

export const field = (label: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(label, typed);

export const hasField = (label: string): boolean => screen.queryByLabelText(label, typed) !== null;

export function type(label: string, value: string): void {
  fireEvent.change(field(label), { target: { value } });
}

export const isOff = (name: string): boolean => screen.getByRole('button', { name }).hasAttribute('disabled');
