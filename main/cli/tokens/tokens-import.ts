// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { askPasswordOf } from '../certificates/password-of-file.ts';
import { tokenOfOption, tokenValues } from './token-options.ts';
import { lastTryFlag, pinSecrets, readPins } from './token-pins.ts';

export const tokensImportCommand: Command = {
  name: 'tokens import',
  synopsis: 'FILE [--module PATH] --token SERIAL [--label TEXT] [--password-file FILE] [--pin-file FILE]',
  summary: {
    'zh-CN': '把文件里的证书和私钥放进 U盾，并测试',
    en: 'put the certificate and key of a file on a USB token, and test them',
  },
  words: [1, 1],
  values: [...tokenValues, 'label'],
  flags: [lastTryFlag],
  secrets: ['password', ...pinSecrets],
  async run(run) {
    const file = run.arguments.words[0] ?? '';
    const { services, output, language } = run;
    const draftId = await services.imports.addFile(file, 'command-line');
    try {
      // Fail before asking for a PIN.
      await openDraft(run, draftId, file);
      const token = await tokenOfOption(run);
      if (!token.managed) throw new AppError('token-not-managed');
      const pins = await readPins(run, token, { changes: true });
      const label = run.arguments.values['label'] ?? null;
      const done = await services.tokens.importDraft({ tokenId: token.id, draftId, label, ...pins });
      const text = tokenTexts[language];
      output.value({ token: token.id, file, ...done }, [
        ...(done.objectId === null ? [] : [fillMessage(text.imported, { name: visibleText(label ?? file) })]),
        fillMessage(text.importedCertificates, { count: done.certificates.length }),
      ]);
      return exit.done;
    } finally {
      services.imports.discard({ draftId });
    }
  },
};

async function openDraft(run: CommandRun, draftId: string, file: string): Promise<void> {
  const { imports } = run.services;
  let { report } = await imports.inspect({ draftId, password: await run.secrets.read('password') });
  if (report.diagnosis.code === 'needs-password') {
    const password = await askPasswordOf(run, file);
    if (password !== null) ({ report } = await imports.inspect({ draftId, password }));
  }
  const { code, algorithm = null, offset = null, possiblyDamaged = false } = report.diagnosis;
  if (code !== 'opened') throw new AppError(code, { file, algorithm, offset, possiblyDamaged });
}
