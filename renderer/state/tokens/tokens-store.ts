// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ComputerNote } from '../../../shared/schemas/computer-note.ts';
import type { Token, TokenModule } from '../../../shared/schemas/token.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { goTo } from '../route-store.ts';

interface TokensState {
  /** Connected; null: not loaded. */
  readonly tokens: readonly Token[] | null;
  readonly unavailable: string | null;
  readonly notes: readonly ComputerNote[];
  /** Null: not loaded. */
  readonly modules: readonly TokenModule[] | null;
  /** Shown while connected. */
  readonly chosen: string | null;
  /** Serial to show once connected; null: any. */
  readonly wanted: string | null;
  readonly error: AppError | null;
  readonly reading: boolean;
  /** Main reports connects and disconnects. */
  readonly following: boolean;
}

/** Never holds a PIN (X04). */
export const useTokens = create<TokensState>()(() => ({
  tokens: null,
  unavailable: null,
  modules: null,
  notes: [],
  chosen: null,
  wanted: null,
  error: null,
  reading: false,
  following: false,
}));

let asked = 0;

/** `look` queries the modules. The latest call wins. */
export async function refreshTokens({ look = false }: { readonly look?: boolean } = {}): Promise<void> {
  asked += 1;
  const number = asked;
  useTokens.setState({ reading: true });
  try {
    const [{ tokens: connected, unavailable }, { modules, notes }] = await Promise.all([
      ipc('tokens.list', { refresh: look }),
      ipc('tokens.modules', { refresh: look }),
    ]);
    // Blank ones last: software tokens always show one.
    const tokens = connected.toSorted((a, b) => Number(b.initialised) - Number(a.initialised));
    if (number === asked)
      useTokens.setState({ tokens, unavailable, modules, notes, error: null, ...stillChosen(tokens) });
  } catch (error) {
    if (number === asked) useTokens.setState({ error: toAppError(error) });
  } finally {
    if (number === asked) useTokens.setState({ reading: false });
  }
}

/** An unplugged one is shown again when reconnected. */
function stillChosen(tokens: readonly Token[]): Pick<TokensState, 'chosen' | 'wanted'> {
  const { chosen, wanted } = useTokens.getState();
  const found = tokens.find(({ serial }) => serial === wanted);
  return { chosen: found?.id ?? chosen ?? tokens[0]?.id ?? null, wanted: found ? null : wanted };
}

export function openToken(serial: string): void {
  useTokens.setState({ wanted: serial });
  goTo('tokens');
}

export function chooseToken(id: string): void {
  useTokens.setState({ chosen: id, wanted: null });
}

export async function followTokens(): Promise<void> {
  useTokens.setState({ following: true });
  await Promise.all([
    refreshTokens({ look: true }),
    // On failure the refresh button still works.
    ipc('tokens.follow', { on: true }).catch(() => undefined),
  ]);
}

export function leaveTokens(): void {
  asked += 1;
  useTokens.setState({ following: false, tokens: null, modules: null, error: null, reading: false });
  void ipc('tokens.follow', { on: false }).catch(() => undefined);
}

export function tokensChanged(): void {
  if (useTokens.getState().following) void refreshTokens();
}
