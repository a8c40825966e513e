// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { storeOfOption } from '../stores/store-options.ts';
import { moduleIdOfPath, tokenOfOption, tokenRun, tokenValues } from './token-options.ts';

export const tokensRegisterCommand: Command = {
  name: 'tokens register',
  synopsis: '--module PATH | --token SERIAL  --to STORE',
  summary: {
    'zh-CN': '让浏览器使用 U盾：登记它的 PKCS#11 模块',
    en: 'let a browser use a USB token: register its PKCS#11 module there',
  },
  words: [0, 0],
  values: [...tokenValues, 'to'],
  run: async (run) => register(run, 'to'),
};

export const tokensUnregisterCommand: Command = {
  name: 'tokens unregister',
  synopsis: '--module PATH | --token SERIAL  --from STORE',
  summary: {
    'zh-CN': '从浏览器去掉 U盾 的 PKCS#11 模块',
    en: 'take the PKCS#11 module of a USB token out of a browser',
  },
  words: [0, 0],
  values: [...tokenValues, 'from'],
  run: async (run) => register(run, 'from'),
};

async function register(run: CommandRun, option: 'to' | 'from'): Promise<ExitCode> {
  const store = await storeOfOption(run, option);
  const { values } = run.arguments;
  if (values['token'] === undefined && values['module'] === undefined)
    throw new AppError('usage', { option: '--module' });
  // If gone or not allowed: by path only.
  const moduleId =
    values['token'] === undefined
      ? await moduleIdOfPath(run, values['module'] ?? '')
      : (await tokenOfOption(run)).moduleId;
  const registered = option === 'to';
  const input = { moduleId, storeId: store.id, registered };
  const { restartNeeded } = await run.services.tokens.registerModule(input, tokenRun(run));
  const text = tokenTexts[run.language];
  const named = { store: visibleText(store.name) };
  run.output.value({ ...input, restartNeeded }, [
    fillMessage(registered ? text.registered : text.unregistered, named),
    ...(restartNeeded ? [text.restart] : []),
  ]);
  return exit.done;
}
