import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { InspectionReport } from '../../../shared/schemas/inspection.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit, exitCodeOfDiagnosis } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { errorText } from '../messages.ts';
import { reportLines } from '../report-lines.ts';

const batchLine = z.object({ file: z.string(), password: z.string().nullable() });

async function inspectFile(run: CommandRun, file: string, password: string | null): Promise<InspectionReport> {
  return run.services.imports.inspectFile(file, password);
}

async function inspectOne(run: CommandRun, file: string): Promise<ExitCode> {
  let report = await inspectFile(run, file, await run.secrets.read('password'));
  if (report.diagnosis.code === 'needs-password') {
    const password = await run.secrets.prompt('password', file);
    if (password !== null) report = await inspectFile(run, file, password);
  }
  run.output.value(report, reportLines(run.language, report));
  return exitCodeOfDiagnosis(report.diagnosis.code);
}

/** One answer per line of the list, in its order; a file that cannot be read is an answer too. */
async function inspectBatch(run: CommandRun, listFile: string): Promise<ExitCode> {
  const lines = (await readList(listFile)).split('\n').filter((line) => line.trim() !== '');
  const items = lines.map((line, index) => parseBatchLine(line, index + 1));
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

async function readList(file: string): Promise<string> {
  try {
    // A UTF-8 mark at the start is an editor's habit, not part of the first line.
    return (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    throw new AppError('file-unreadable', { file, cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}

function parseBatchLine(line: string, number: number): z.infer<typeof batchLine> {
  try {
    return batchLine.parse(JSON.parse(line));
  } catch {
    // The line may hold a password: only its number is told.
    throw new AppError('usage', { argument: '--batch', line: number });
  }
}

export const inspectCommand: Command = {
  name: 'inspect',
  synopsis: 'FILE | --batch LIST.jsonl',
  summary: { 'zh-CN': '查看文件里有什么、为什么打不开', en: 'say what a file holds, or why it does not open' },
  words: [0, 1],
  values: ['batch'],
  secrets: ['password'],
  async run(run) {
    const list = run.arguments.values['batch'];
    const [file] = run.arguments.words;
    if ((list === undefined) === (file === undefined)) throw new AppError('usage', { argument: 'FILE | --batch' });
    return file === undefined ? inspectBatch(run, list ?? '') : inspectOne(run, file);
  },
};
