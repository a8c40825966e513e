// SPDX-License-Identifier: Apache-2.0
import { replacementProblems } from '../../../shared/domain/enrolment/reply-problems.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from '../enrolment/enrolment-texts.ts';
import { renewalTexts } from '../renewal/renewal-texts.ts';
import { statusNames } from '../../../shared/i18n/certificate-names.ts';
import { preflightText } from '../../../shared/i18n/preflight.ts';
import { type PreflightCheck, preflightCheckSchema } from '../../../shared/schemas/enrolment/preflight.ts';
import { replyProblemSchema } from '../../../shared/schemas/enrolment/enrolment.ts';
import { commandLineSteps } from './step-texts.ts';
import { usageText } from './usage-texts.ts';
import { commandLineEn, type CommandLineTexts } from './words.en.ts';
import { commandLineZhCn } from './words.zh-CN.ts';
import { diagnosisText as diagnosisWords } from '../../../shared/i18n/diagnoses.ts';
import { errorText as errorWords } from '../../../shared/i18n/errors/errors.ts';
import { languageOf } from '../../../shared/i18n/language.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage, joinSentences } from '../../../shared/i18n/message.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import { protectorKindSchema } from '../../../shared/schemas/vault/vault-status.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import { runtimeLocale } from '../../hosts/node/system-locale.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

const commandLineTexts: Record<Language, CommandLineTexts> = { 'zh-CN': commandLineZhCn, en: commandLineEn };

const unlockOption: Readonly<Partial<Record<ProtectorKind, string>>> = {
  passphrase: '--passphrase-file',
  'recovery-code': '--recovery-code-file',
};
const commandThatAdds: Readonly<Record<ProtectorKind, string>> = {
  'os-store': 'vault protector add os-store',
  passphrase: 'vault passphrase',
  'recovery-code': 'vault recovery-code',
  token: 'vault protector add token --token SERIAL',
};

/** Checks the variables in POSIX order. Windows sets none, so the system locale applies. */
export function languageOfEnvironment(environment: NodeJS.ProcessEnv, systemLocale = runtimeLocale()): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((value) => value);
  return languageOf(locale ?? systemLocale);
}

export function words(language: Language): CommandLineTexts {
  return commandLineTexts[language];
}

const unlockTokens = {
  own: { token: '--token', pin: '--pin-file' },
  beside: { token: '--vault-token', pin: '--vault-pin-file' },
} as const;

/** `unlocksBy` is `beside` if the command has `unlockBesideToken`. */
export function errorText(
  language: Language,
  error: AppError,
  command: string | null = null,
  unlocksBy: keyof typeof unlockTokens = 'own',
): string {
  const text =
    error.code === 'usage' ? usageText(language, error.details, command) : ownErrorText(language, error, command);
  if (text !== null) return visibleText(text);
  const { cause: shared, step } = errorWords(error.code, error.details, language);
  const cause = error.code === 'vault-locked' ? words(language).vaultLocked : shared;
  const own = commandLineSteps[language][error.code];
  const details = { ...error.details, ...unlockTokens[unlocksBy] };
  return visibleText(joinSentences(cause, own === undefined ? step : fillMessage(own, details)));
}

/** For lines that already start with the file's name. */
export function fileErrorText(language: Language, { code, details }: AppError): string {
  return errorText(language, new AppError(code, { ...details, file: null }));
}

/** More specific than shared texts, because the command line can name options. */
function ownErrorText(language: Language, { code, details }: AppError, command: string | null): string | null {
  const text = words(language);
  if ((code === 'cancelled' || code === 'not-confirmed') && details['reason'] === 'declined') return text.declined;
  if (code === 'secret-required' && details['reason'] === 'passphrase') return text.passphraseThatStays;
  if (code === 'invalid-input' && details['field'] === 'subject') return subjectText(language, details);
  if (code === 'file-unreadable' && details['cause'] === 'ENOENT') return fillMessage(text.noSuchFile, details);
  if (code === 'file-unreadable' && details['cause'] === 'EISDIR') return fillMessage(text.isFolder, details);
  if (code === 'destination-unwritable' && details['cause'] === 'ENOENT') return text.noSuchFolder;
  if (code === 'not-found' && details['reason'] === 'not-reported') return text.notReported;
  if (code === 'not-found' && details['reason'] === 'not-deleted') return fillMessage(text.notDeleted, details);
  if (code === 'not-found' && details['reason'] === 'no-such-deleted') return fillMessage(text.noSuchDeleted, details);
  if (code === 'not-found' && typeof details['profile'] === 'string') return fillMessage(text.noSuchGuide, details);
  if (code === 'vault-missing' && details['reason'] === 'vault-option') {
    return joinSentences(fillMessage(text.noVaultIn, details), commandLineSteps[language][code] ?? '');
  }
  if (code === 'not-revoked' && typeof details['kind'] === 'string') {
    const { cause, step } = errorWords(code, details, language);
    return joinSentences(cause, text.lossSaved, step);
  }
  if (code === 'reply-refused') return replyText(language, details);
  if (code === 'replacement-invalid') return replacementProblemText(language, details);
  const found = preflightCheckOf(details);
  if (found !== null) {
    const { cause, step } = preflightText(found, language);
    return joinSentences(cause, step);
  }
  const { what, set } = details;
  if (code !== 'not-available' || !isProtectorKind(what) || !Array.isArray(set)) return null;
  const kinds = set.filter(isProtectorKind);
  const named = { what: text.protector[what], set: kinds.map((kind) => text.protector[kind]) };
  if (command === 'vault protector remove') return fillMessage(text.protectorNotSet, named);
  const option = kinds.map((kind) => unlockOption[kind]).find((each) => each !== undefined) ?? null;
  return fillMessage(text.protectorNotSet, { ...named, option, command: commandThatAdds[what] });
}

function subjectText(language: Language, details: AppError['details']): string | null {
  const text = enrolmentTexts[language].subject[String(details['reason'])];
  return text === undefined ? null : fillMessage(text, { type: String(details['type'] ?? '') });
}

function replyText(language: Language, details: AppError['details']): string | null {
  const problem = replyProblemSchema.safeParse(details['reason']);
  if (!problem.success) return null;
  const text = enrolmentTexts[language];
  const { cause, step } = errorWords('reply-refused', { reason: text.problem[problem.data] }, language);
  const { otherNames, subject } = details;
  const names = Array.isArray(otherNames) ? otherNames : [];
  const values = { names, subject: String(subject ?? '') };
  return joinSentences(cause, problem.data === 'other-names' ? fillMessage(text.differingNames, values) : step);
}

function replacementProblemText(language: Language, details: AppError['details']): string | null {
  const reason = replacementProblems.find((each) => each === details['reason']);
  if (reason === undefined) return null;
  const { cause, step } = errorWords(
    'replacement-invalid',
    { reason: renewalTexts[language].replacementProblem[reason] },
    language,
  );
  return joinSentences(cause, step);
}

function preflightCheckOf({ finding, ...details }: AppError['details']): PreflightCheck | null {
  const read = preflightCheckSchema.pick({ finding: true, details: true }).safeParse({ finding, details });
  return read.success ? { subject: 'server', result: 'bad', ...read.data } : null;
}

function isProtectorKind(value: unknown): value is ProtectorKind {
  return protectorKindSchema.safeParse(value).success;
}

export function diagnosisText(language: Language, diagnosis: Diagnosis, ownStep?: string): string {
  const { code } = diagnosis;
  const { cause, step } = diagnosisWords(diagnosis, language);
  const own = ownStep ?? (code === 'needs-password' ? commandLineSteps[language][code] : undefined);
  return visibleText(code === 'opened' ? cause : joinSentences(cause, own ?? step));
}

export function statusText(language: Language, status: CertificateStatus): string {
  return statusNames[language][status].toLowerCase();
}
