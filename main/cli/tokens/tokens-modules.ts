// SPDX-License-Identifier: Apache-2.0
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { resolve } from 'node:path';
import { noteLines } from '../vault/acceptance-lines.ts';
import { defineCommand } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { moduleFactLines, moduleLines } from './token-lines.ts';
import { moduleIdOfPath, tokenRun } from './token-options.ts';

export const tokensModulesCommand = defineCommand({
  name: 'tokens modules',
  summary: { 'zh-CN': '列出 U盾 的 PKCS#11 模块', en: 'list the PKCS#11 modules of USB tokens' },
  description: {
    'zh-CN':
      '列出系统配置、已知路径和手动添加的 PKCS#11 模块。不加载任何没有允许的模块。--json 的 value.modules 每项有 moduleId、path、name、source、state、sha256、owner、writableByOthers、package。',
    en: 'Lists modules of the system’s configuration, of known paths, and those added by hand; none is loaded without consent. With --json each of value.modules has moduleId, path, name, source, state, sha256, owner, writableByOthers and package.',
  },
  examples: [{ line: 'certsteward tokens modules --json', 'zh-CN': '给脚本', en: 'for a script' }],
  exitCodes: [],
  seeAlso: ['tokens modules add', 'tokens list'],
  async run(run) {
    const { modules, unavailable, notes } = await run.services.tokens.modules({ refresh: true }, tokenRun(run));
    const lines = modules.flatMap((module) => moduleLines(run.language, module));
    run.output.value({ modules, unavailable, notes }, [
      ...(lines.length === 0 ? [tokenTexts[run.language].noModules] : lines),
      ...noteLines(run.language, notes),
    ]);
    return exit.done;
  },
});

export const tokensModulesAddCommand = defineCommand({
  name: 'tokens modules add',
  summary: {
    'zh-CN': '查看一个 PKCS#11 模块的来源，确认后允许加载',
    en: 'see where a PKCS#11 module comes from, and allow it to be loaded',
  },
  words: { name: 'PATH', count: [1, 1], files: true },
  description: {
    'zh-CN':
      '先显示完整路径、所有者、其他账户能否改动、软件包和 SHA-256，确认后在单独的进程里试一次，再记住它的 SHA-256；文件以后变了会再问。没有终端时要加 --yes，否则退出码为 7。',
    en: 'Shows path, owner, whether others can change it, package and SHA-256 first; after consent it is tried in a process of its own and remembered with its hash: another file there asks again. Without a terminal --yes is needed, else the exit code is 7. With --json value.module is as in tokens modules.',
  },
  examples: [
    {
      line: 'certsteward tokens modules add /usr/lib/libcastle.so.1.0.0',
      'zh-CN': '先看再确认',
      en: 'look, then agree',
    },
  ],
  exitCodes: [exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens modules', 'tokens modules remove'],
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
});

export const tokensModulesRemoveCommand = defineCommand({
  name: 'tokens modules remove',
  summary: { 'zh-CN': '不再允许加载一个 PKCS#11 模块', en: 'no longer allow a PKCS#11 module to be loaded' },
  words: { name: 'PATH', count: [1, 1], files: true },
  description: {
    'zh-CN': '收回允许；手动添加的从列表里去掉。发行版软件包里的模块一直可以使用。',
    en: 'Takes the consent back; one added by hand leaves the list. A module of the distribution’s packages stays usable.',
  },
  examples: [
    {
      line: 'certsteward tokens modules remove /usr/lib/libcastle.so.1.0.0',
      'zh-CN': '不再加载',
      en: 'load it no more',
    },
  ],
  exitCodes: [exit.notFound],
  seeAlso: ['tokens modules'],
  async run(run) {
    const path = resolve(run.arguments.words[0] ?? '');
    const moduleId = await moduleIdOfPath(run, path);
    await run.services.tokens.forgetModule({ moduleId }, tokenRun(run));
    const text = fillMessage(tokenTexts[run.language].forgotten, { path: visibleText(path) });
    run.output.value({ moduleId }, [text]);
    return exit.done;
  },
});
