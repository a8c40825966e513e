// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { serverTexts } from '../enrolment/server-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { usualAlgorithm } from '../../enrolment/requests/usual-algorithm.ts';
import { writeRequestFile } from '../../exports/request-file.ts';
import { algorithmAsked } from '../runtime/algorithm-option.ts';
import type { CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { handInLines } from '../enrolment/hand-in-lines.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { keepsKey, renewalMaker } from './renewal-key.ts';
import { tokenRequests } from '../tokens/token-request.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/** `pending import` imports the issued certificate, and a second `renew` installs it. */
export async function renewByHand(run: CommandRun, held: HeldProfile, old: string): Promise<ExitCode> {
  const { services, output, language, arguments: given } = run;
  const { output: named } = given.values;
  const file = named === undefined ? null : await outputNamed(run, named);
  const waiting = await underWay(run, held, old);
  if (waiting !== null) refuseKeyOptions(run);
  const request = waiting ?? (await makeRequest(run, held, old));
  const pem = await services.enrolment.pemOf(request.id);
  if (file !== null) await writeRequestFile(file, pem);
  output.value({ pending: request, pem, file: file?.path ?? null, renews: old }, [
    ...handInLines(language, held, { request, pem }, file?.path ?? null),
    fillMessage(serverTexts[language].renewed, { old: old.slice(0, 16) }),
  ]);
  return exit.done;
}

async function makeRequest(run: CommandRun, held: HeldProfile, old: string): Promise<PendingRequest> {
  const open = await run.services.vault.require();
  const der = open.getDer(old);
  if (der === null) throw new AppError('not-found');
  const renewed = open.getRow(old)?.algorithm;
  const algorithm = algorithmAsked(run.arguments.values['algorithm'], held) ?? usualAlgorithm(held.profile, renewed);
  const make = await renewalMaker(run, held, old, tokenRequests(run));
  // Only signing with the old key needs an unlock.
  if (keepsKey(run, held)) await unlockIfPossible(run);
  return await make(algorithm, der);
}

function refuseKeyOptions({ arguments: { values, flags } }: CommandRun): void {
  const option = ['algorithm', 'key', 'label', 'same-key'].find(
    (name) => values[name] !== undefined || flags.has(name),
  );
  if (option !== undefined) throw new AppError('usage', { option: `--${option}`, reason: 'misplaced-option' });
}

/** Finds a pending renewal to reuse, because a second request would orphan its key. */
async function underWay({ services }: CommandRun, held: HeldProfile, old: string): Promise<PendingRequest | null> {
  const found = (await services.enrolment.requests()).findLast(
    ({ state, purpose, renews, profile }) =>
      state === 'pending' &&
      purpose === 'renew' &&
      renews === old &&
      profile.name === held.profile.name &&
      profile.host === held.host.ascii,
  );
  return found ?? null;
}
