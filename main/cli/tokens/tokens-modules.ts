// SPDX-License-Identifier: Apache-2.0
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { resolve } from 'node:path';
import { noteLines } from '../vault/acceptance-lines.ts';
import type { Command } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { moduleFactLines, moduleLines } from './token-lines.ts';
import { moduleIdOfPath, tokenRun } from './token-options.ts';

export const tokensModulesCommand: Command = {
  name: 'tokens modules',
  synopsis: '',
  summary: { 'zh-CN': '列出 U盾 的 PKCS#11 模块', en: 'list the PKCS#11 modules of USB tokens' },
  words: [0, 0],
  async run(run) {
    const { modules, unavailable, notes } = await run.services.tokens.modules({ refresh: true }, tokenRun(run));
    const lines = modules.flatMap((module) => moduleLines(run.language, module));
    run.output.value({ modules, unavailable, notes }, [
      ...(lines.length === 0 ? [tokenTexts[run.language].noModules] : lines),
      ...noteLines(run.language, notes),
    ]);
    return exit.done;
  },
};

export const tokensModulesAddCommand: Command = {
  name: 'tokens modules add',
  synopsis: 'PATH [--yes]',
  summary: {
    'zh-CN': '查看一个 PKCS#11 模块的来源，确认后允许加载',
    en: 'see where a PKCS#11 module comes from, and allow it to be loaded',
  },
  words: [1, 1],
  async run(run) {
    const { services, output, language } = run;
    const path = resolve(run.arguments.words[0] ?? '');
    const { facts } = await services.tokens.lookAtModule({ path });
    output.progress({ event: 'module', ...facts }, moduleFactLines(language, facts).join('\n'));
    const text = tokenTexts[language];
    await confirmOnTerminal(run, text.allowQuestion);
    const { moduleId, sha256 } = facts;
    const { module } = await services.tokens.allowModule({ moduleId, sha256 }, tokenRun(run));
    output.value({ module }, [fillMessage(text.allowed, { path: visibleText(facts.path) })]);
    return exit.done;
  },
};

export const tokensModulesRemoveCommand: Command = {
  name: 'tokens modules remove',
  synopsis: 'PATH',
  summary: { 'zh-CN': '不再允许加载一个 PKCS#11 模块', en: 'no longer allow a PKCS#11 module to be loaded' },
  words: [1, 1],
  async run(run) {
    const path = resolve(run.arguments.words[0] ?? '');
    const moduleId = await moduleIdOfPath(run, path);
    await run.services.tokens.forgetModule({ moduleId }, tokenRun(run));
    const text = fillMessage(tokenTexts[run.language].forgotten, { path: visibleText(path) });
    run.output.value({ moduleId }, [text]);
    return exit.done;
  },
};
