// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/error-codes.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { preflightText, preflightWords } from '../../../shared/i18n/preflight.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import type {
  ComputerOwnership,
  PreflightCheck,
  PreflightFinding,
  PreflightTarget,
} from '../../../shared/schemas/preflight.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { lookFirst as look, stopping } from '../../enrolment/preflight/look-first.ts';
import type { ServerAsk } from '../../enrolment/providers/server/server-enrolment.ts';
import type { CommandRun } from '../command.ts';

/** Of each command that looks before it applies. */
export const borrowedFlag = 'borrowed-computer';
export const preflightOptions = { flags: [borrowedFlag] } as const;
/** Lets a wrong clock and the warnings pass; who answers is looked at all the same. */
export const skipFlag = 'skip-preflight';

/** Asked once for one application, on a terminal; `--borrowed-computer` says it beforehand. Null: nobody was asked. */
export async function computerOf({
  arguments: { flags },
  ask,
  language,
}: CommandRun): Promise<ComputerOwnership | null> {
  if (flags.has(borrowedFlag)) return 'borrowed';
  if (ask === null || flags.has('yes')) return null;
  const answer = await ask(enrolmentTexts[language].ownComputer);
  return /^(n|no|否|不是)$/i.test(answer.trim()) ? 'borrowed' : 'own';
}

export function targetOf({ profile }: HeldProfile, key: string): PreflightTarget {
  if (profile.protocol === 'web') return 'page';
  return key === 'vault' || key === 'authority' ? 'vault' : 'token';
}

/** One line for each, as `preflight` prints it. */
export function preflightLine({ language }: Pick<CommandRun, 'language'>, check: PreflightCheck): string {
  const words = preflightWords[language];
  return `${words.subjects[check.subject]}  [${words.results[check.result]}]  ${sentence(language, check)}`;
}

/**
 * Before any key is made, or a page is opened: whose computer it is, and what its network is like.
 * @param key where it will be: `vault`, `token:SERIAL`
 */
export async function warnOfComputer(
  run: CommandRun,
  held: HeldProfile,
  key = run.arguments.values['key'] ?? 'vault',
): Promise<void> {
  const target = targetOf(held, key);
  const checks = await run.services.enrolment.preflight.local(target, await computerOf(run));
  if (!run.arguments.flags.has(skipFlag)) warnOf(run, checks);
}

/** Tells of what a person should know before anything is sent: warnings alone, on standard error. */
export function warnOf({ output, language }: CommandRun, checks: readonly PreflightCheck[]): void {
  for (const check of checks.filter(({ result }) => result === 'warn')) {
    output.progress({ event: 'preflight', ...check }, preflightLine({ language }, check));
  }
}

/** `ServerAsk.before`: whoever answers in the place of the server, and a clock that is wrong, end it. */
export function lookFirst(run: CommandRun, held: HeldProfile): Required<Pick<ServerAsk, 'before'>> {
  const skipped = run.arguments.flags.has(skipFlag);
  const judge = (checks: readonly PreflightCheck[]): void => {
    const stop = stopping(checks, skipped);
    if (stop !== undefined) throw refusalOf(stop);
    if (!skipped) warnOf(run, checks);
  };
  return { before: look(run.services.enrolment.preflight, held, { judge }) };
}

const codes: Partial<Record<PreflightFinding, ErrorCode>> = {
  'clock-wrong': 'clock-wrong',
  'server-other-name': 'server-certificate-name',
  'server-out-of-time': 'server-certificate-expired',
};

/** The words of the finding go with it: they say who answers. */
export function refusalOf({ finding, details }: PreflightCheck): AppError {
  return new AppError(codes[finding] ?? 'server-foreign', { ...details, finding });
}

function sentence(language: CommandRun['language'], check: PreflightCheck): string {
  const { cause, step } = preflightText(check, language);
  return visibleText(step === '' ? cause : `${cause} ${step}`);
}
