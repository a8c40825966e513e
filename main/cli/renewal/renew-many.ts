// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { type BatchItem, batchOutcomes, type RenewedPair } from '../../../shared/schemas/enrolment/renewal.ts';
import type { CommandRun } from '../command.ts';
import { preflightBefore, sharedFlag, warnOfComputer } from '../enrolment/preflight-checks.ts';
import { showContact } from '../enrolment/server-options.ts';
import { profileOfOption } from '../profiles/profile-options.ts';
import { isDeclined } from '../runtime/confirm.ts';
import { exit, exitCodeOf, type ExitCode } from '../runtime/exit-codes.ts';
import { parseDays } from '../runtime/numbers.ts';
import { storeRun } from '../stores/store-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { manyLines, manyTexts } from './renew-many-lines.ts';
import { storePasswords } from './renewed-places.ts';

/** Options that concern one certificate, request or CA. */
const ofOne = [
  'output',
  'algorithm',
  'key',
  'label',
  'same-key',
  'accept-authority-key',
  'another',
  'watch-folder',
  'anchor',
  'pin-sha256',
  'reference',
  'code-file',
  'code-stdin',
  'accept-names',
  'module',
  'pin-file',
  'pin-stdin',
];

/**
 * For several IDs, or `--due`. Renews certificates one by one if their CA supports it, and lists the next steps for the
 * others.
 */
export async function renewMany(run: CommandRun): Promise<ExitCode> {
  const { services, output, language, arguments: given } = run;
  const option = ofOne.find((name) => given.values[name] !== undefined || given.flags.has(name));
  if (option !== undefined) throw new AppError('usage', { option: `--${option}`, reason: 'misplaced-option' });
  const wanted = await certificatesAsked(run);
  if (wanted.length === 0) {
    output.value({ items: [], counts: {} }, [manyTexts[language].none]);
    return exit.done;
  }
  const guide = given.values['profile'] === undefined ? null : await profileOfOption(run);
  await unlockIfPossible(run);
  const once = warningOnce(run);
  let done = 0;
  const items = await services.batchRenewal.renew(
    wanted,
    {
      guide,
      askOf: async (held) => {
        await showContact(run, held).catch(skipDeclined);
        if (given.flags.has(sharedFlag)) await warnOfComputer(once, held, 'vault');
        return { trust: { anchorFile: null, pin: null }, ...preflightBefore(once, held) };
      },
      passwordsFor: given.flags.has('no-install') ? null : passwordsOf(run),
      onItem({ sha256, displayName, outcome, code, successor }) {
        done += 1;
        const event = { event: 'renewal', sha256, outcome, code, certificate: successor };
        output.progress(event, '');
        output.position({ done, total: wanted.length, item: displayName });
      },
    },
    storeRun(run),
  );
  output.close();
  const counts = Object.fromEntries(
    batchOutcomes.map((outcome) => [outcome, items.filter((item) => item.outcome === outcome).length]),
  );
  output.value({ items: items.map(itemValue), counts }, manyLines(run, items));
  return codeOf(items);
}

/** `--due N` selects unexpired certificates expiring within N days. */
async function certificatesAsked({ services, arguments: given, now }: CommandRun): Promise<string[]> {
  const days = given.values['due'];
  if (days === undefined) {
    const asked: string[] = [];
    for (const word of given.words) asked.push(await services.certificates.resolveId(word, { labels: true }));
    return asked;
  }
  if (given.words.length > 0) throw new AppError('usage', { option: '--due', reason: 'misplaced-option' });
  const limit = parseDays(days, '--due');
  const { rows } = await services.renewalList.list({ offset: 0, limit: Number.MAX_SAFE_INTEGER });
  return rows.flatMap((row) => {
    if (row.kind === 'entry' || row.certificate.status === 'expired') return [];
    return daysLeft(row.certificate.notAfter, now()) <= limit ? [row.certificate.sha256] : [];
  });
}

function passwordsOf(run: CommandRun): (pairs: readonly RenewedPair[]) => Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  return async (pairs) => {
    for (const [store, password] of await storePasswords(run, pairs, known)) known.set(store, password);
    return known;
  };
}

/** Answering no skips only this CA. `cancelled` would end the batch. */
function skipDeclined(error: unknown): never {
  if (isDeclined(error)) throw new AppError('not-confirmed', { reason: 'declined' });
  throw error;
}

/** Each certificate's preflight finds the same problems, so warn once. */
function warningOnce(run: CommandRun): CommandRun {
  const shown = new Set<string>();
  return {
    ...run,
    output: {
      ...run.output,
      progress(event, text) {
        if (!shown.has(text)) run.output.progress(event, text);
        shown.add(text);
      },
    },
  };
}

function itemValue({ displayName, successor, places, checks: _checks, details: _details, ...item }: BatchItem) {
  const stores = places.map(({ storeId, storeName, ...rest }) => ({ store: storeId, title: storeName, ...rest }));
  return { ...item, name: displayName, certificate: successor, places: stores };
}

/** The code of the first failure. Renewals that need the user aren't failures. */
function codeOf(items: readonly BatchItem[]): ExitCode {
  const failed = items.find(({ outcome, code }) => code !== null && outcome !== 'person');
  return failed?.code ? exitCodeOf(new AppError(failed.code)) : exit.done;
}
