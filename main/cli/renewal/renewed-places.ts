// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { renewalTexts } from './renewal-texts.ts';
import { storeTexts } from '../stores/store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { RenewedPair, ReplacedPlace } from '../../../shared/schemas/enrolment/renewal.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { exit, exitCodeOf, type ExitCode } from '../runtime/exit-codes.ts';
import { errorText } from '../output/messages.ts';
import { storeRun } from '../stores/store-options.ts';

export interface RenewedPlaces {
  readonly places: readonly Record<string, unknown>[];
  readonly lines: readonly string[];
  readonly code: ExitCode;
}

/** Requires an unlocked vault. */
export async function replaceEverywhere(run: CommandRun, pairs: readonly RenewedPair[]): Promise<RenewedPlaces> {
  const { renewal } = run.services;
  const text = renewalTexts[run.language];
  const passwords = await storePasswords(run, pairs);
  const places: (ReplacedPlace & { readonly old: string })[] = [];
  for (const pair of pairs) {
    const done = await renewal.replace(pair, passwords, storeRun(run));
    places.push(...done.map((place) => ({ ...place, old: pair.old })));
  }
  const unfinished = places.filter(({ code }) => code !== null);
  const [first] = unfinished;
  const successor = pairs[0]?.successor ?? '';
  return {
    places: places.map(({ storeId, storeName, ...rest }) => ({ store: storeId, title: storeName, ...rest })),
    lines: [
      ...(places.length === 0 ? [text.nowhere] : places.flatMap((place) => placeLines(run, place))),
      ...(first === undefined ? [] : [fillMessage(text.again, { successor: successor.slice(0, 16) })]),
    ],
    code: first?.code ? exitCodeOf(new AppError(first.code)) : exit.done,
  };
}

export function placeLines(run: CommandRun, { storeName, outcome, code, restart }: ReplacedPlace): string[] {
  const text = renewalTexts[run.language];
  const store = visibleText(storeName);
  const why = code === null ? '' : errorText(run.language, new AppError(code));
  return [fillMessage(text.place[outcome], { store, why }), ...(restart ? [fillMessage(text.restart, { store })] : [])];
}

/** For stores not in `known`, uses the given `store-password`, or else asks for each. */
export async function storePasswords(
  run: CommandRun,
  pairs: readonly RenewedPair[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const given = await run.secrets.read('store-password');
  const passwords = new Map(known);
  for (const pair of pairs) {
    for (const { storeId, storeName, needsPassword } of await run.services.renewal.plan(pair)) {
      if (!needsPassword || passwords.has(storeId)) continue;
      const question = `${visibleText(storeName)}: ${storeTexts[run.language].storePassword}`;
      const password = given ?? (await run.secrets.prompt('store-password', question));
      if (password !== null) passwords.set(storeId, password);
    }
  }
  return passwords;
}
