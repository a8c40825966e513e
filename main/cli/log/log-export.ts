// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import { Buffer } from 'node:buffer';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { writeVerifiedFile } from '../../destinations/write-verified-file.ts';
import { defineCommand } from '../command.ts';
import { countText } from '../output/counts.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { outputOption } from '../runtime/shared-options.ts';

/** Oldest first, with the exact hashed text (docs/formats.md). */
export const logExportCommand = defineCommand({
  name: 'log export',
  summary: {
    'zh-CN': '输出活动记录，每行一条 JSON',
    en: 'Save the activity log as JSON lines',
  },
  options: {
    output: outputOption,
  },
  description: {
    'zh-CN': '把活动记录保存为文件。没有 -o 时输出到标准输出。',
    en: 'Writes the activity log to a file, or to standard output without -o.',
  },
  examples: [{ line: 'certsteward log export -o activity.jsonl', 'zh-CN': '保存为文件', en: 'To a file' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['log', 'log verify'],
  async run(run) {
    const { services, output, language } = run;
    const named = run.arguments.values['output'];
    const file = named === undefined ? null : await outputNamed(run, named);
    const vault = await services.vault.require();
    const entries = vault.activity.list(null, Number.MAX_SAFE_INTEGER).entries.toReversed();
    const lines = entries.map((entry) => JSON.stringify(entry));
    if (file === null) {
      output.value({ entries }, lines);
      return exit.done;
    }
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    await writeVerifiedFile(file, bytes, async (readBack) => {
      if (!bytes.equals(readBack)) throw new AppError('verification-failed', { what: 'file' });
      await Promise.resolve();
    });
    const count = countText(language, entries.length, 'entry');
    output.value({ file: file.path, entries: entries.length }, [
      visibleText(fillMessage(words(language).logExported, { count, file: file.path })),
    ]);
    return exit.done;
  },
});
