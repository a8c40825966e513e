// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { storeOfOption, fromStoreOption, toStoreOption } from '../stores/store-options.ts';
import { moduleIdOfPath, tokenOfOption, tokenRun, moduleOption, tokenOption } from './token-options.ts';
import { oneOf } from '../runtime/options.ts';

export const tokensRegisterCommand = defineCommand({
  name: 'tokens register',
  summary: {
    'zh-CN': '让浏览器使用 USB Key',
    en: 'Let a browser use a USB key',
  },
  options: {
    ...oneOf({ module: moduleOption }, { token: tokenOption }),
    to: toStoreOption,
  },
  description: {
    'zh-CN':
      '把 USB Key 的 PKCS#11 模块登记到浏览器，证书和私钥仍留在 USB Key 里。--json 的 value 有 moduleId、storeId、restartNeeded。',
    en: 'Registers the USB key’s PKCS#11 module in a browser. The certificate and key stay on the USB key. With --json, value has moduleId, storeId and restartNeeded.',
  },
  examples: [
    {
      line: 'certsteward tokens register --token 0123456789abcdef --to chromium',
      'zh-CN': '登记到 Chromium',
      en: 'In Chromium',
    },
  ],
  exitCodes: [exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens unregister', 'stores list'],
  run: async (run) => register(run, 'to'),
});

export const tokensUnregisterCommand = defineCommand({
  name: 'tokens unregister',
  summary: {
    'zh-CN': '让浏览器不再使用 USB Key',
    en: 'Stop a browser from using a USB key',
  },
  options: {
    ...oneOf({ module: moduleOption }, { token: tokenOption }),
    from: fromStoreOption,
  },
  description: {
    'zh-CN': '从浏览器移除 PKCS#11 模块，USB Key 里的内容不变。--json 的 value 有 moduleId、storeId、restartNeeded。',
    en: 'Removes the PKCS#11 module from a browser. The USB key does not change. With --json, value has moduleId, storeId and restartNeeded.',
  },
  examples: [
    {
      line: 'certsteward tokens unregister --token 0123456789abcdef --from firefox',
      'zh-CN': '从 Firefox 移除',
      en: 'From Firefox',
    },
  ],
  exitCodes: [exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens register'],
  run: async (run) => register(run, 'from'),
});

async function register(run: CommandRun, option: 'to' | 'from'): Promise<ExitCode> {
  const store = await storeOfOption(run, option);
  const { values } = run.arguments;
  if (values['token'] === undefined && values['module'] === undefined)
    throw new AppError('usage', { option: '--module' });
  // A module that is gone or not allowed can be named only by path.
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
