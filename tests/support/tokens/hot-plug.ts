// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import type { TokenObject } from '../../../shared/schemas/token.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { FollowedList } from './work/follow-list.ts';
import { quietRun, type TokensAtHand } from './work/tokens-with.ts';
import type { YubikeyTarget } from './modules/yubikey.ts';

/** The operation in progress when the token is pulled. */
export const plugKinds = ['nothing', 'kept-open', 'listing', 'signing', 'login', 'wrong-login'] as const;
export type PlugKind = (typeof plugKinds)[number];

export interface PlugRound {
  readonly kind: PlugKind;
  /** Time of the pull, relative to the command in progress. */
  readonly moment: 'before' | 'after';
  /** Plugged in again once the system has noticed the removal, even if the app hasn't. */
  readonly quick: boolean;
  readonly pauseMs: number;
}

export interface PlugResult extends PlugRound {
  /** Result codes of the call in progress, the one queued behind it and the first one afterwards. */
  readonly answers: readonly string[];
  /** Time in ms until the list shows the removal or the return. Null if `quick`: the app needn't notice. */
  readonly goneMs: number | null;
  readonly backMs: number | null;
  /** How often a PIN reached the card, and how often the user entered one. */
  readonly sent: number;
  readonly entries: number;
  readonly faults: readonly string[];
}

export interface HotPlugged {
  readonly at: TokensAtHand;
  readonly target: YubikeyTarget;
  readonly list: FollowedList;
  readonly tokenId: string;
  /** A private key that needs the PIN once. */
  readonly objectId: string;
}

/**
 * INS byte of the command at which the card is pulled. Kinds without one pull at once: listing sends no command after
 * everything was read.
 */
const instructions: Readonly<Partial<Record<PlugKind, number>>> = {
  signing: 0x87,
  login: 0x20,
  'wrong-login': 0x20,
};
const answerMs = 20_000;
const removed = ['token-removed', 'token-not-found'];
const allowed: Readonly<Record<PlugKind, readonly string[]>> = {
  nothing: [],
  'kept-open': ['pin-needed'],
  listing: ['ok', ...removed],
  signing: ['ok', ...removed],
  login: ['ok', ...removed],
  // If pulled before the command, the card may see the wrong PIN only after it is plugged in again.
  'wrong-login': ['wrong-pin', ...removed],
};

/** Pulls the token and plugs it in again. Finally signs, which must succeed. */
export async function plugRound(hot: HotPlugged, round: PlugRound): Promise<PlugResult> {
  const { at, target, list, tokenId, objectId } = hot;
  const { yubikey } = target;
  const faults: string[] = [];
  const sentBefore = (await yubikey.journal()).verify;
  const seen = list.history.length;
  let entries = 0;
  const entry = (pin: string) => {
    entries += 1;
    return { tokenId, pin, confirmedLastTry: true };
  };
  const sign = (pin = target.pin): Promise<string> => codeOf(at.tokens.testKey({ ...entry(pin), objectId }, quietRun));

  const work: Readonly<Record<PlugKind, () => readonly Promise<string>[]>> = {
    nothing: () => [],
    'kept-open': () => [],
    listing: () => [codeOf(allObjects(at, tokenId)), sign()],
    signing: () => [sign(), sign()],
    login: () => [codeOf(at.tokens.unlock(entry(target.pin), quietRun)), sign()],
    'wrong-login': () => [codeOf(at.tokens.unlock(entry('999999'), quietRun))],
  };
  if (round.kind === 'kept-open') await at.tokens.unlock(entry(target.pin), quietRun);

  const instruction = instructions[round.kind];
  let pulledAt = performance.now();
  let underWay: readonly Promise<string>[] = [];
  if (instruction === undefined) {
    const pulled = round.moment === 'before' ? yubikey.unplug() : null;
    underWay = work[round.kind]();
    await (pulled ?? yubikey.unplug());
  } else {
    const { pulled, fired } = await yubikey.unplugOn(instruction, round.moment);
    underWay = work[round.kind]();
    await pulled;
    pulledAt = performance.now();
    await fired;
  }
  const goneMs = round.quick ? null : (await list.until('gone', (ids) => ids.length === 0)) - pulledAt;
  await setTimeout(round.pauseMs);
  const connectedAt = performance.now();
  await yubikey.plug();
  const answers = await Promise.all(underWay);
  const backAt = await list.until('back', (ids) => ids.includes(tokenId));
  if (round.kind === 'kept-open')
    answers.push(await codeOf(at.tokens.testKey({ tokenId, objectId, confirmedLastTry: false }, quietRun)));

  for (const code of answers) if (!allowed[round.kind].includes(code)) faults.push(`answered ${code}`);
  const next = await sign();
  if (next !== 'ok') faults.push(`afterwards ${next}`);
  const { tokens } = await at.tokens.list({ refresh: false }, quietRun);
  const [token] = tokens;
  if (token?.unlocked === true && round.kind !== 'login') faults.push('still unlocked');
  if (token?.pin !== 'ok' || token.wrongPins !== 0) faults.push('tries were lost');
  const history = list.history.slice(seen);
  const expected = [[], [tokenId]];
  const isAsExpected = JSON.stringify(history) === JSON.stringify(expected);
  if (!isAsExpected && !(round.quick && history.length === 0))
    faults.push(`listed ${JSON.stringify(history.map((ids) => ids.map((id) => id.slice(0, 4))))}`);
  const sent = (await yubikey.journal()).verify - sentBefore;
  // A successful login may be repeated once.
  const most = entries + (round.kind === 'signing' || round.kind === 'listing' ? 1 : 0);
  if (sent > most) faults.push(`the PIN was sent ${sent} times for ${entries} entries`);
  return {
    ...round,
    answers: [...answers, next],
    goneMs,
    backMs: round.quick ? null : backAt - connectedAt,
    sent,
    entries,
    faults,
  };
}

export async function allObjects({ tokens }: TokensAtHand, tokenId: string): Promise<readonly TokenObject[]> {
  const { objects } = await tokens.objects({ tokenId, fresh: true, offset: 0, limit: 500 }, quietRun);
  return objects;
}

/** Returns `ok`, the error's code or text, or `no answer`. */
async function codeOf(call: Promise<unknown>): Promise<string> {
  const answered = new AbortController();
  const code = call.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
  const never = setTimeout(answerMs, 'no answer', { signal: answered.signal }).catch(() => 'ok');
  const first = await Promise.race([code, never]);
  answered.abort();
  return first;
}

export function plugTable(results: readonly PlugResult[]): string {
  const lines = plugKinds.map((kind) => {
    const some = results.filter((result) => result.kind === kind);
    const counts = new Map<string, number>();
    for (const code of some.flatMap(({ answers }) => answers)) counts.set(code, (counts.get(code) ?? 0) + 1);
    const answers = [...counts].map(([code, count]) => `${count} ${code}`).join(', ');
    const [sent, entries] = (['sent', 'entries'] as const).map((name) =>
      some.reduce((sum, each) => sum + each[name], 0),
    );
    return `| ${kind} | ${some.length} | ${answers} | ${entries} | ${sent} | ${some.filter(({ faults }) => faults.length > 0).length} |`;
  });
  const times = (['goneMs', 'backMs'] as const).map((name) => {
    const all = results.flatMap((result) => result[name] ?? []).toSorted((a, b) => a - b);
    return `${name}: median ${all[Math.floor(all.length / 2)]?.toFixed(0)}, most ${all.at(-1)?.toFixed(0)}, of ${all.length}`;
  });
  return ['| while | pulls | answers | PINs given | PINs that reached the card | faults |', ...lines, ...times].join(
    '\n',
  );
}
