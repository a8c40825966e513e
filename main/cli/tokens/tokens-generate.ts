// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { tokenAlgorithmSchema } from '../../../shared/schemas/token.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tokenOfOption, tokenRun, pinOptions, tokenOptions } from './token-options.ts';
import { readPins } from './token-pins.ts';
import { required } from '../runtime/options.ts';
import { labelOption } from '../runtime/shared-options.ts';
import { tokenAlgorithmOption } from '../runtime/algorithm-option.ts';

export const tokensGenerateCommand = defineCommand({
  name: 'tokens generate',
  summary: { 'zh-CN': '在 USB Key 里生成私钥', en: 'Make a private key on a USB key' },
  options: {
    ...tokenOptions,
    algorithm: required(tokenAlgorithmOption),
    label: required(labelOption),
    ...pinOptions,
  },
  description: {
    'zh-CN':
      '在 USB Key 里生成私钥，并测试签名。这个私钥不能备份，也不能导出。通过 SKF 只能生成 SM2 私钥。--json 的 value 有 token、objectId、algorithm、label、spkiSha256。',
    en: 'Makes a key on the USB key and tests it by signing. The key can never be backed up or exported. Through SKF, it can only be an SM2 key. With --json, value has token, objectId, algorithm, label and spkiSha256.',
  },
  examples: [
    {
      line: 'certsteward tokens generate --token 0123456789abcdef --algorithm ec-p256 --label bank --pin-file pin.txt',
      'zh-CN': 'P-256 私钥',
      en: 'A P-256 key',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['tokens csr', 'tokens manage'],
  async run(run) {
    const { values } = run.arguments;
    const algorithm = tokenAlgorithmSchema.safeParse(values['algorithm']);
    if (!algorithm.success) throw new AppError('usage', { option: '--algorithm' });
    const label = values['label'];
    if (label === '') throw new AppError('usage', { option: '--label' });
    const token = await tokenOfOption(run);
    if (!token.managed) throw new AppError('token-not-managed');
    if (token.standard === 'skf' && !token.generates.includes(algorithm.data))
      throw new AppError('unsupported-algorithm', { algorithm: algorithm.data });
    const pins = await readPins(run, token, { changes: true });
    const made = { algorithm: algorithm.data, label };
    const done = await run.services.tokens.generate({ tokenId: token.id, ...made, ...pins }, tokenRun(run));
    const text = fillMessage(tokenTexts[run.language].generated, { ...made, label: visibleText(label) });
    run.output.value({ token: token.id, ...made, ...done }, [text]);
    return exit.done;
  },
});
