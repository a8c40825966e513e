import { fillMessage } from '../../../shared/i18n/message.ts';
import { Buffer } from 'node:buffer';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { writeVerifiedFile } from '../../exports/write-verified-file.ts';
import type { Command } from '../command.ts';
import { exit } from '../exit-codes.ts';
import { words } from '../messages.ts';
import { refuseExisting } from '../refuse-existing.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

/** One entry per line, oldest first, with the exact text that its hash covers (docs/formats.md). */
export const logExportCommand: Command = {
  name: 'log export',
  synopsis: '-o FILE',
  summary: {
    'zh-CN': '把活动记录写成文件，每行一条 JSON',
    en: 'write the activity log to a file, one JSON object a line',
  },
  words: [0, 0],
  values: ['output'],
  async run({ services, output, arguments: { values, flags }, language }) {
    if (values['output'] === undefined) throw new AppError('usage', { option: '--output' });
    const path = resolve(values['output']);
    if (!flags.has('yes')) await refuseExisting(path);
    const vault = await services.vault.require();
    const { entries } = vault.activity.list(null, Number.MAX_SAFE_INTEGER);
    const bytes = Buffer.from(
      entries
        .toReversed()
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join(''),
    );
    await writeVerifiedFile(path, bytes, async (readBack) => {
      if (!bytes.equals(readBack)) throw new AppError('verification-failed', { what: 'file' });
      await Promise.resolve();
    });
    const count = String(entries.length);
    output.value({ file: path, entries: entries.length }, [
      visibleText(fillMessage(words(language).logExported, { count, file: path })),
    ]);
    return exit.done;
  },
};
