// SPDX-License-Identifier: Apache-2.0
import { access } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { RevocationAnswer } from '../../../shared/schemas/trust/revocation.ts';
import type { ValidationAnswer } from '../../../shared/schemas/trust/validation.ts';
import type { ValidationRequest } from '../../trust/gather-question.ts';
import { addressFamily, bareHost } from '../../net/http-address.ts';
import { warnNotAccepted } from '../vault/acceptance-lines.ts';
import { globalFlags, globalValues, type ParsedArguments } from '../runtime/arguments.ts';
import { readBatchList } from '../runtime/batch-list.ts';
import type { Command, CommandRun } from '../command.ts';
import { fetchedLines, validateFetching } from './fetch-revocation.ts';
import { exit } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { errorText } from '../output/messages.ts';
import { inputOfArguments, optionsOfInput, validationInputSchema, type ValidationInput } from './validation-options.ts';
import { validationLines, wordedFinding } from '../output/validation-lines.ts';

function requestOf({ now }: CommandRun, input: ValidationInput): ValidationRequest {
  const { file, id } = input;
  const subject =
    typeof file === 'string' ? { file, password: input.password ?? null } : typeof id === 'string' ? { id } : null;
  if (subject === null) throw new AppError('usage', { argument: 'FILE' });
  const options = optionsOfInput(input, now());
  return { subject, with: input.with, anchors: input.anchor, crls: input.crl, options };
}

async function ask(run: CommandRun, input: ValidationInput): Promise<ValidationAnswer> {
  return run.services.trust.validate(requestOf(run, input));
}

function answer(run: CommandRun, answered: ValidationAnswer, fetched: RevocationAnswer | null = null): void {
  const { valid, reasons, warnings, path, names, revocation } = answered;
  const { language } = run;
  const value = {
    valid,
    reasons: reasons.map((reason) => wordedFinding(language, reason)),
    warnings: warnings.map((warning) => wordedFinding(language, warning)),
    path,
    names,
    revocation,
  };
  const more = fetched && {
    statuses: fetched.statuses,
    contacts: fetched.contacts,
    issuersKept: fetched.issuersKept,
    checkedAt: fetched.checkedAt,
  };
  const lines = fetched ? fetchedLines(run, fetched) : [];
  run.output.value({ ...value, ...more }, [...validationLines(run.language, value), ...lines]);
}

async function validateOne(run: CommandRun, word: string): Promise<ExitCode> {
  await warnNotAccepted(run);
  const input = inputOfArguments(run.arguments);
  const isFile = !isStoredId(word) || (await exists(word));
  const subject = isFile ? { file: word, password: await run.secrets.read('password') } : { id: word };
  const asked = { ...input, ...subject };
  if (run.arguments.flags.has('fetch')) return validateFetched(run, asked);
  const answered = await ask(run, asked);
  answer(run, answered);
  return answered.valid ? exit.done : exit.verification;
}

async function validateFetched(run: CommandRun, input: ValidationInput): Promise<ExitCode> {
  // Fetched answers apply only to the present.
  if (typeof input.at === 'string') throw new AppError('usage', { option: '--at' });
  if (input.revocation === 'none') throw new AppError('usage', { option: '--revocation' });
  const hosts = (run.arguments.lists['allow-host'] ?? []).map(allowedHost);
  const answered = await validateFetching(run, requestOf(run, input), hosts);
  answer(run, answered, answered);
  return answered.valid ? exit.done : exit.verification;
}

/** A-labels, no brackets, as in certificates. Errors: `usage`. */
function allowedHost(text: string): string {
  const bracketed = addressFamily(text) === 6 ? `[${text}]` : text;
  const host = /[\s/@?#]/.test(text) ? undefined : URL.parse(`http://${bracketed}/`);
  if (!host || host.port !== '') throw new AppError('usage', { option: '--allow-host' });
  return bareHost(host);
}

/** Failed questions are answered too. */
async function validateBatch(run: CommandRun, listFile: string): Promise<ExitCode> {
  const items = await readBatchList(listFile, validationInputSchema);
  const interrupted = run.watchForInterruption();
  for (const [index, input] of items.entries()) {
    if (interrupted.aborted) return exit.interrupted;
    run.output.position({ done: index, total: items.length, item: input.file ?? input.id ?? '' });
    try {
      answer(run, await ask(run, input));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      run.output.failure(error, errorText(run.language, error));
    }
  }
  return exit.done;
}

/** An option that would wrongly seem to apply to every line. */
function besideBatch({ values, lists, flags }: ParsedArguments): string | undefined {
  const given = [
    ...Object.keys(values),
    ...Object.keys(lists).filter((name) => (lists[name] ?? []).length > 0),
    ...flags,
  ];
  return given.find((name) => !besideAnyBatch.has(name));
}
const besideAnyBatch: ReadonlySet<string> = new Set(['batch', ...globalValues, ...globalFlags]);

/** A file of that name takes precedence. */
function isStoredId(word: string): boolean {
  return word.startsWith('label:') || /^[0-9a-f:]{8,}$/i.test(word);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

export const validateCommand: Command = {
  name: 'validate',
  synopsis:
    'ID|FILE [--with FILE…] [--anchor FILE…] [--crl FILE…] [--name HOST|IP|EMAIL] [--fetch [--allow-host HOST…]] | --batch LIST.jsonl',
  summary: {
    'zh-CN': '检验证书链是否受信任，以及为什么不',
    en: 'say whether a certificate leads to a trusted one, and why not',
  },
  words: [0, 1],
  values: ['at', 'name', 'purpose', 'max-depth', 'rules', 'revocation', 'batch'],
  lists: ['with', 'anchor', 'crl', 'policy', 'allow-host'],
  flags: ['fetch', 'policy-any', 'explicit-policy', 'inhibit-mapping', 'inhibit-any'],
  secrets: ['password'],
  async run(run) {
    const list = run.arguments.values['batch'];
    const [word] = run.arguments.words;
    if ((list === undefined) === (word === undefined)) throw new AppError('usage', { argument: 'ID|FILE | --batch' });
    const isFetching = run.arguments.flags.has('fetch');
    if (!isFetching && (run.arguments.lists['allow-host'] ?? []).length > 0) {
      throw new AppError('usage', { option: '--allow-host' });
    }
    if (list === undefined) return validateOne(run, word ?? '');
    const beside = besideBatch(run.arguments);
    if (beside !== undefined) throw new AppError('usage', { option: `--${beside}` });
    return validateBatch(run, list);
  },
};
