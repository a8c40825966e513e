// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import { allEntries, writeActivityFile } from '../../exports/activity-file.ts';
import { defineCommand } from '../command.ts';
import { countText } from '../output/counts.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { outputOption } from '../runtime/shared-options.ts';

export const logExportCommand = defineCommand({
  name: 'log export',
  summary: {
    'zh-CN': '输出活动记录，每行一条 JSON',
    en: 'Print or save the activity log as JSON lines',
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
    if (file === null) {
      const entries = allEntries(vault.activity);
      output.value(
        { entries },
        entries.map((entry) => JSON.stringify(entry)),
      );
      return exit.done;
    }
    const entries = await writeActivityFile(file, vault.activity);
    const count = countText(language, entries, 'entry');
    output.value({ file: file.path, entries }, [
      visibleText(fillMessage(words(language).logExported, { count, file: file.path })),
    ]);
    return exit.done;
  },
});
