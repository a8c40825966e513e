// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { joinSentences } from '../../../shared/i18n/message.ts';
import { preflightText, preflightWords } from '../../../shared/i18n/preflight.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type {
  ComputerOwnership,
  PreflightCheck,
  PreflightFinding,
  PreflightTarget,
} from '../../../shared/schemas/enrolment/preflight.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { preflightHook, stopping } from '../../enrolment/preflight/preflight-service.ts';
import type { ServerAsk } from '../../enrolment/providers/server/server-enrolment.ts';
import type { CommandRun } from '../command.ts';
import { flag, inSection } from '../runtime/options.ts';

export const sharedFlag = 'shared-computer';
export const preflightOptions = inSection('checks', {
  [sharedFlag]: flag({
    'zh-CN': '这台电脑是公用或借来的',
    en: 'This computer is shared or not yours',
  }),
});
const skipFlag = 'skip-preflight';
export const skipOptions = inSection('checks', {
  [skipFlag]: flag({
    'zh-CN': '不检查时钟和网络，但仍检查服务器',
    en: 'Skip the clock and network checks, but not the server check',
  }),
});

export async function computerOf({
  arguments: { flags },
  ask,
  language,
}: CommandRun): Promise<ComputerOwnership | null> {
  if (flags.has(sharedFlag)) return 'shared';
  if (ask === null || flags.has('yes')) return null;
  const answer = await ask(enrolmentTexts[language].ownComputer);
  return /^(n|no|否|不是)$/i.test(answer.trim()) ? 'shared' : 'own';
}

export function targetOf({ profile }: HeldProfile, key: string): PreflightTarget {
  if (profile.protocol === 'web') return 'page';
  return key === 'vault' || key === 'authority' ? 'vault' : 'token';
}

export function preflightLine({ language }: Pick<CommandRun, 'language'>, check: PreflightCheck): string {
  const words = preflightWords[language];
  return `${words.subjects[check.subject]}  [${words.results[check.result]}]  ${sentence(language, check)}`;
}

/** Call before making a key or opening a page. `key` is as in `--key`. */
export async function warnOfComputer(
  run: CommandRun,
  held: HeldProfile,
  key = run.arguments.values['key'] ?? 'vault',
): Promise<void> {
  const target = targetOf(held, key);
  const checks = await run.services.enrolment.preflight.local(target, await computerOf(run));
  if (!run.arguments.flags.has(skipFlag)) warnOf(run, checks);
}

export function warnOf({ output, language }: CommandRun, checks: readonly PreflightCheck[]): void {
  for (const check of checks.filter(({ result }) => result === 'warn')) {
    output.progress({ event: 'preflight', ...check }, preflightLine({ language }, check));
  }
}

/** The hook throws for an untrusted server or, without `--skip-preflight`, a wrong clock. */
export function preflightBefore(run: CommandRun, held: HeldProfile): Required<Pick<ServerAsk, 'before'>> {
  const skipped = run.arguments.flags.has(skipFlag);
  const judge = (checks: readonly PreflightCheck[]): void => {
    const stop = stopping(checks, skipped);
    if (stop !== undefined) throw refusalOf(stop);
    if (!skipped) warnOf(run, checks);
  };
  return { before: preflightHook(run.services.enrolment.preflight, held, { judge }) };
}

const codes: Partial<Record<PreflightFinding, ErrorCode>> = {
  'clock-wrong': 'clock-wrong',
  'server-other-name': 'server-certificate-name',
  'server-out-of-time': 'server-certificate-expired',
};

/** Includes the finding, which determines the error's text. */
export function refusalOf({ finding, details }: PreflightCheck): AppError {
  return new AppError(codes[finding] ?? 'server-untrusted', { ...details, finding });
}

function sentence(language: CommandRun['language'], check: PreflightCheck): string {
  const { cause, step } = preflightText(check, language);
  return visibleText(joinSentences(cause, step));
}
