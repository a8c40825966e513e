// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import { batchOptions, readBatchList } from '../runtime/batch-list.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, exitCodeOfDiagnosis } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { errorText } from '../output/messages.ts';
import { askPasswordOf } from './password-of-file.ts';
import { reportLines } from '../output/report-lines.ts';
import { secrets } from '../runtime/secret-options.ts';

const batchLine = z.object({ file: z.string(), password: z.string().nullable() });

async function inspectFile(run: CommandRun, file: string, password: string | null): Promise<InspectionReport> {
  return run.services.imports.inspectFile(file, password);
}

async function inspectOne(run: CommandRun, file: string): Promise<ExitCode> {
  let report = await inspectFile(run, file, await run.secrets.read('password'));
  if (report.diagnosis.code === 'needs-password') {
    const password = await askPasswordOf(run, file);
    if (password !== null) report = await inspectFile(run, file, password);
  }
  run.output.value(report, reportLines(run.language, report));
  return exitCodeOfDiagnosis(report.diagnosis.code);
}

/** Unreadable files are answered too. */
async function inspectBatch(run: CommandRun, listFile: string): Promise<ExitCode> {
  const items = await readBatchList(listFile, batchLine);
  const interrupted = run.watchForInterruption();
  for (const [index, { file, password }] of items.entries()) {
    if (interrupted.aborted) return exit.interrupted;
    run.output.position({ done: index, total: items.length, item: file });
    try {
      const report = await inspectFile(run, file, password);
      run.output.value(report, reportLines(run.language, report));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      run.output.failure(error, errorText(run.language, error));
    }
  }
  return exit.done;
}

export const inspectCommand = defineCommand({
  name: 'inspect',
  summary: { 'zh-CN': '查看文件里有什么、为什么打不开', en: 'say what a file holds, or why it does not open' },
  words: { name: 'FILE', count: [0, 1], files: true },
  options: {
    ...secrets('password'),
    ...batchOptions,
  },
  description: {
    'zh-CN':
      '说明文件里有什么，或者为什么打不开；什么都不会存下来，也不需要保险库。--batch 的列表每行一个 {"file":…,"password":…|null}，逐行回答。',
    en: 'Says what a file holds, or why it does not open. Nothing is kept, and no vault is needed. The list for --batch has a line {"file":…,"password":…|null} each and is answered line by line.',
  },
  examples: [
    { line: 'certsteward inspect bank.pfx', 'zh-CN': '一个文件', en: 'one file' },
    { line: 'certsteward inspect --batch list.jsonl --json > answers.jsonl', 'zh-CN': '很多文件', en: 'many files' },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.interrupted],
  seeAlso: ['import'],
  async run(run) {
    const list = run.arguments.values['batch'];
    const [file] = run.arguments.words;
    if ((list === undefined) === (file === undefined)) throw new AppError('usage', { argument: 'FILE | --batch' });
    return file === undefined ? inspectBatch(run, list ?? '') : inspectOne(run, file);
  },
});
