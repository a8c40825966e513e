// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ComputerNote } from '../../../shared/schemas/computer-note.ts';
import type { MissingLibrary, Token, TokenModule } from '../../../shared/schemas/token.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { goTo } from '../route-store.ts';

interface TokensState {
  readonly tokens: readonly Token[] | null;
  /** The last list read. Possibly outdated, so for display only. */
  readonly last: readonly Token[] | null;
  readonly unavailable: string | null;
  readonly notes: readonly ComputerNote[];
  readonly modules: readonly TokenModule[] | null;
  readonly missing: readonly MissingLibrary[];
  readonly chosen: string | null;
  readonly wanted: string | null;
  readonly error: AppError | null;
  readonly reading: boolean;
}

/** Never holds a PIN. */
export const useTokens = create<TokensState>()(() => ({
  tokens: null,
  last: null,
  unavailable: null,
  modules: null,
  missing: [],
  notes: [],
  chosen: null,
  wanted: null,
  error: null,
  reading: false,
}));

let asked = 0;

/** With `look`, queries the modules. The latest call wins. */
export async function refreshTokens({ look = false }: { readonly look?: boolean } = {}): Promise<void> {
  asked += 1;
  const number = asked;
  useTokens.setState({ reading: true });
  try {
    const { tokens: connected, unavailable } = await ipc('tokens.list', { refresh: look });
    const { modules, missing, notes } = await ipc('tokens.modules', { refresh: look });
    // Blank tokens come last, because software modules always report a blank token.
    const tokens = connected.toSorted((a, b) => Number(b.initialised) - Number(a.initialised));
    if (number === asked)
      useTokens.setState({
        tokens,
        last: tokens,
        unavailable,
        modules,
        missing,
        notes,
        error: null,
        ...stillChosen(tokens),
      });
  } catch (error) {
    if (number === asked) useTokens.setState({ error: toAppError(error) });
  } finally {
    if (number === asked) useTokens.setState({ reading: false });
  }
}

/** The page identifies a disconnected token by this prefix and the serial number. */
export const awayPrefix = 'away ';

/** Switches to an awaited token once connected. */
function stillChosen(tokens: readonly Token[]): Pick<TokensState, 'chosen' | 'wanted'> {
  const { chosen, wanted } = useTokens.getState();
  const away = chosen?.startsWith(awayPrefix) === true ? chosen.slice(awayPrefix.length) : null;
  const found = tokens.find(({ serial }) => serial === (wanted ?? away));
  return { chosen: found?.id ?? chosen ?? tokens[0]?.id ?? null, wanted: found ? null : wanted };
}

export function openToken(serial: string): void {
  useTokens.setState({ wanted: serial });
  goTo('tokens');
}

export function chooseToken(id: string): void {
  useTokens.setState({ chosen: id, wanted: null });
}

let followers = 0;

/** Until the returned function is called, main reports token connections and removals while the window is visible. */
export function followTokens(): () => void {
  followers += 1;
  if (followers === 1) {
    document.addEventListener('visibilitychange', followWhileVisible);
    followWhileVisible();
  }
  let isOn = true;
  return () => {
    if (!isOn) return;
    isOn = false;
    followers -= 1;
    if (followers === 0) leaveTokens();
  };
}

function followWhileVisible(): void {
  const isVisible = !document.hidden;
  if (isVisible) void refreshTokens({ look: true });
  tellMain(isVisible);
}

function leaveTokens(): void {
  asked += 1;
  document.removeEventListener('visibilitychange', followWhileVisible);
  useTokens.setState({ tokens: null, modules: null, error: null, reading: false });
  tellMain(false);
}

/** If this fails, the refresh button still works. */
function tellMain(on: boolean): void {
  void ipc('tokens.follow', { on }).catch(() => undefined);
}

export function tokensChanged(): void {
  if (followers > 0) void refreshTokens();
}
