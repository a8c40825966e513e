// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { tokenAlgorithmSchema } from '../../../shared/schemas/token.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tokenOfOption, tokenRun, tokenValues } from './token-options.ts';
import { lastTryFlag, pinSecrets, readPins } from './token-pins.ts';

export const tokensGenerateCommand: Command = {
  name: 'tokens generate',
  synopsis: '[--module PATH] --token SERIAL --algorithm ALGORITHM --label TEXT [--pin-file FILE]',
  summary: { 'zh-CN': '在 U盾 里生成密钥', en: 'make a key on a USB token' },
  words: [0, 0],
  values: [...tokenValues, 'algorithm', 'label'],
  flags: [lastTryFlag],
  secrets: pinSecrets,
  async run(run) {
    const { values } = run.arguments;
    const algorithm = tokenAlgorithmSchema.safeParse(values['algorithm']);
    if (!algorithm.success) throw new AppError('usage', { option: '--algorithm' });
    const label = values['label'];
    if (label === undefined || label === '') throw new AppError('usage', { option: '--label' });
    const token = await tokenOfOption(run);
    // Fail before asking for a PIN.
    if (!token.managed) throw new AppError('token-not-managed');
    const pins = await readPins(run, token, { changes: true });
    const made = { algorithm: algorithm.data, label };
    const done = await run.services.tokens.generate({ tokenId: token.id, ...made, ...pins }, tokenRun(run));
    const text = fillMessage(tokenTexts[run.language].generated, { ...made, label: visibleText(label) });
    run.output.value({ token: token.id, ...made, ...done }, [text]);
    return exit.done;
  },
};
