// SPDX-License-Identifier: Apache-2.0
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { resolve } from 'node:path';
import { noteLines } from '../vault/acceptance-lines.ts';
import { defineCommand } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { missingLine, moduleFactLines, moduleLines } from './token-lines.ts';
import { moduleIdOfPath, tokenRun } from './token-options.ts';

export const tokensModulesCommand = defineCommand({
  name: 'tokens modules',
  summary: { 'zh-CN': '列出 USB Key 的模块（PKCS#11、SKF）', en: 'List modules for USB keys (PKCS#11, SKF)' },
  description: {
    'zh-CN':
      '列出系统配置和已知路径里的模块，以及您添加的模块，接口有 PKCS#11 和 SKF（国密 GM/T 0016）两种。发行版软件包自带的模块可以直接使用，其他模块经您允许后才会加载。--json 的 value.modules 每项有 moduleId、path、name、standard、source、state、sha256、owner、writableByOthers、package。value.missing 是已插入、但没有找到 SKF 库的 USB Key。',
    en: 'Lists modules from the system configuration and known locations, and those you added. Their interface is PKCS#11 or SKF (GM/T 0016). Modules from your system’s packages can be used at once. All others are only loaded after you allow them. With --json, each of value.modules has moduleId, path, name, standard, source, state, sha256, owner, writableByOthers and package. value.missing names connected USB keys whose SKF library was not found.',
  },
  examples: [{ line: 'certsteward tokens modules --json', 'zh-CN': '供脚本使用', en: 'For scripts' }],
  exitCodes: [],
  seeAlso: ['tokens modules add', 'tokens list'],
  async run(run) {
    const { modules, missing, unavailable, notes } = await run.services.tokens.modules(
      { refresh: true },
      tokenRun(run),
    );
    const lines = modules.flatMap((module) => moduleLines(run.language, module));
    run.output.value({ modules, missing, unavailable, notes }, [
      ...(lines.length === 0 ? [tokenTexts[run.language].noModules] : lines),
      ...missing.map((each) => missingLine(run.language, each)),
      ...noteLines(run.language, notes),
    ]);
    return exit.done;
  },
});

export const tokensModulesAddCommand = defineCommand({
  name: 'tokens modules add',
  summary: {
    'zh-CN': '查看 USB Key 模块的来源，确认后允许加载',
    en: 'See where a module comes from, and allow it',
  },
  words: { name: 'PATH', count: [1, 1], files: true },
  description: {
    'zh-CN':
      '显示路径、所有者、其他账户能否改动、软件包、接口（PKCS#11 或 SKF）和 SHA-256。您同意后在单独的进程里测试，并记住 SHA-256。文件有变化时，需要再次允许。没有终端时要加 --yes，否则退出码是 7。--json 的 value.module 的字段与 tokens modules 相同。',
    en: 'Shows the module’s path, owner, package, interface (PKCS#11 or SKF) and SHA-256, and whether others can change it. After you agree, it is tested in a separate process, and its SHA-256 is remembered. If the file changes, you have to allow it again. Without a terminal, add --yes, or the exit code is 7. With --json, value.module has the same fields as in tokens modules.',
  },
  examples: [
    {
      line: 'certsteward tokens modules add /usr/lib/libcastle.so.1.0.0',
      'zh-CN': '先查看，再同意',
      en: 'Review, then agree',
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
  summary: { 'zh-CN': '不再允许加载某个 USB Key 模块', en: 'Stop allowing a module for USB keys' },
  words: { name: 'PATH', count: [1, 1], files: true },
  description: {
    'zh-CN': '不再允许加载这个模块。您添加的模块会从列表里移除。发行版软件包自带的模块一直可用。',
    en: 'Withdraws your consent. A module you added is removed from the list. A module from one of your system’s packages can still be used.',
  },
  examples: [
    {
      line: 'certsteward tokens modules remove /usr/lib/libcastle.so.1.0.0',
      'zh-CN': '不再加载',
      en: 'Stop loading it',
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
