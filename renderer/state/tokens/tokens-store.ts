// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { ComputerNote } from '../../../shared/schemas/computer-note.ts';
import type { Token, TokenModule } from '../../../shared/schemas/token.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { goTo } from '../route-store.ts';

interface TokensState {
  /** Plugged in now; null: not asked for yet. */
  readonly tokens: readonly Token[] | null;
  /** Why tokens cannot be used at all on this computer. */
  readonly unavailable: string | null;
  /** What a person should know about this computer's own state. */
  readonly notes: readonly ComputerNote[];
  /** Null: not asked for yet. */
  readonly modules: readonly TokenModule[] | null;
  /** The one whose contents are shown while it is plugged in. */
  readonly chosen: string | null;
  /** Serial of the one to be shown when it is seen; null: any. */
  readonly wanted: string | null;
  readonly error: AppError | null;
  readonly reading: boolean;
  /** The room is open: main follows plugging and unplugging. */
  readonly following: boolean;
}

/** Mirror of the tokens plugged in and of their modules. Never a PIN (X04). */
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

/** `look` has the modules look anew; else what main saw last. Of several questions at once the last one counts. */
export async function refreshTokens({ look = false }: { readonly look?: boolean } = {}): Promise<void> {
  asked += 1;
  const number = asked;
  useTokens.setState({ reading: true });
  try {
    const [{ tokens: plugged, unavailable }, { modules, notes }] = await Promise.all([
      ipc('tokens.list', { refresh: look }),
      ipc('tokens.modules', { refresh: look }),
    ]);
    // A blank one is seldom what a person looks for: software tokens always show one more.
    const tokens = plugged.toSorted((a, b) => Number(b.initialised) - Number(a.initialised));
    if (number === asked)
      useTokens.setState({ tokens, unavailable, modules, notes, error: null, ...stillChosen(tokens) });
  } catch (error) {
    if (number === asked) useTokens.setState({ error: toAppError(error) });
  } finally {
    if (number === asked) useTokens.setState({ reading: false });
  }
}

/** The first one is shown without being chosen. One that was pulled out is shown again when it comes back. */
function stillChosen(tokens: readonly Token[]): Pick<TokensState, 'chosen' | 'wanted'> {
  const { chosen, wanted } = useTokens.getState();
  const found = tokens.find(({ serial }) => serial === wanted);
  return { chosen: found?.id ?? chosen ?? tokens[0]?.id ?? null, wanted: found ? null : wanted };
}

/** Goes to the room, where the token with this serial is shown. */
export function openToken(serial: string): void {
  useTokens.setState({ wanted: serial });
  goTo('tokens');
}

export function chooseToken(id: string): void {
  useTokens.setState({ chosen: id, wanted: null });
}

/** The room is entered: tokens show by themselves from now on. */
export async function followTokens(): Promise<void> {
  useTokens.setState({ following: true });
  await Promise.all([
    refreshTokens({ look: true }),
    // Without it the button for looking again is left.
    ipc('tokens.follow', { on: true }).catch(() => undefined),
  ]);
}

export function leaveTokens(): void {
  asked += 1;
  useTokens.setState({ following: false, tokens: null, modules: null, error: null, reading: false });
  void ipc('tokens.follow', { on: false }).catch(() => undefined);
}

/** Main says that something about the tokens changed. */
export function tokensChanged(): void {
  if (useTokens.getState().following) void refreshTokens();
}
