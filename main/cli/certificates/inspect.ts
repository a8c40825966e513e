// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import { batchOptions, readBatchList } from '../runtime/batch-list.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, exitCodeOfDiagnosis } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { countLines, problemCounts, problemLines, problemOfDiagnosis, type FileProblem } from '../output/many-files.ts';
import { diagnosisText, errorText, fileErrorText, words } from '../output/messages.ts';
import { verboseOption } from '../runtime/shared-options.ts';
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
  run.output.value(report, reportLines(run.language, report, run.now()));
  return exitCodeOfDiagnosis(report.diagnosis.code);
}

/** Without `--verbose` or `--json`, reports files only in the summary. */
async function inspectBatch(run: CommandRun, listFile: string): Promise<ExitCode> {
  const { language, output } = run;
  const items = await readBatchList(listFile, batchLine);
  const interrupted = run.watchForInterruption();
  const verbose = run.arguments.flags.has('verbose');
  const each = verbose || output.json;
  const problems: FileProblem[] = [];
  let opened = 0;
  for (const [index, { file, password }] of items.entries()) {
    if (interrupted.aborted) return exit.interrupted;
    output.position({ done: index, total: items.length, item: file });
    try {
      const report = await inspectFile(run, file, password);
      const kind = problemOfDiagnosis(report.diagnosis.code);
      if (kind === null) opened += 1;
      else problems.push({ kind, file, text: diagnosisText(language, report.diagnosis) });
      if (each) output.value(report, reportLines(language, report, run.now()));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push({ kind: 'failed', file, text: fileErrorText(language, error) });
      if (each) output.failure(error, errorText(language, error));
    }
  }
  output.close();
  if (!output.json) {
    const { terminal } = output;
    output.value(null, [
      ...countLines(
        [
          { count: opened, label: words(language).opened, detail: '', style: 'green' },
          ...problemCounts(language, problems, ''),
        ],
        terminal,
      ),
      ...(verbose ? [] : problemLines(language, problems, { verbose, terminal })),
    ]);
  }
  return exit.done;
}

export const inspectCommand = defineCommand({
  name: 'inspect',
  summary: { 'zh-CN': '查看文件里有什么，或为什么打不开', en: 'Show what is in a file, or why it does not open' },
  words: { name: 'FILE', count: [0, 1], files: true },
  options: {
    ...secrets('password'),
    ...batchOptions,
    verbose: verboseOption,
  },
  description: {
    'zh-CN':
      '查看文件里有什么，或为什么打不开。不保存任何内容，也不需要保险库。--batch 的列表每行一个 {"file":…,"password":…|null}。加 --json 时逐行输出结果，否则只显示汇总，加 --verbose 显示每个文件。',
    en: 'Shows what is in a file, or why it does not open. Nothing is stored, and no vault is needed. Each line of a --batch list is {"file":…,"password":…|null}. With --json, one result is printed for each line. Otherwise, you see a summary. To see each file, add --verbose.',
  },
  examples: [
    { line: 'certsteward inspect bank.pfx', 'zh-CN': '一个文件', en: 'One file' },
    { line: 'certsteward inspect --batch list.jsonl --json > answers.jsonl', 'zh-CN': '多个文件', en: 'Many files' },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.interrupted],
  seeAlso: ['import'],
  async run(run) {
    const list = run.arguments.values['batch'];
    const [file] = run.arguments.words;
    if (list === undefined && file === undefined) {
      throw new AppError('usage', { argument: 'FILE | --batch', reason: 'missing-argument' });
    }
    if (list !== undefined && file !== undefined) {
      throw new AppError('usage', { argument: file, reason: 'extra-argument' });
    }
    return file === undefined ? inspectBatch(run, list ?? '') : inspectOne(run, file);
  },
});
