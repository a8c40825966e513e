// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command, CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { passedKinds, proofLines } from './proof-lines.ts';
import { storeOfOption, storePassword, storeRun } from './store-options.ts';

export const storesTestCommand: Command = {
  name: 'stores test',
  synopsis: 'ID --store STORE [--url URL] [--store-password-file FILE]',
  summary: {
    'zh-CN': '测试浏览器或系统里的证书：重新读取，私钥签名，可选登录一个网址',
    en: 'test an installed certificate: read again, sign with its key, and log in to an address if you like',
  },
  words: [1, 1],
  values: ['store', 'url'],
  secrets: ['store-password'],
  async run(run) {
    const { services, output, language } = run;
    const store = await storeOfOption(run, 'store');
    const wanted = { labels: true, storeId: store.id };
    const sha256 = await services.stores.resolveId(run.arguments.words[0] ?? '', wanted);
    const pair = { sha256, storeId: store.id, password: await storePassword(run, store) };
    const { proofs } = await services.stores.test(pair, storeRun(run));
    const url = run.arguments.values['url'];
    if (url === undefined) {
      output.value({ sha256, proofs }, proofLines(language, proofs));
      return exit.done;
    }
    output.progress({ event: 'proved', proofs }, proofLines(language, proofs).join('\n'));
    const lookId = await lookAndAsk(run, url);
    const login = await services.stores.login({ ...pair, lookId }, storeRun(run));
    if (login.outcome === 'refused') {
      throw new AppError('proof-failed', { outcome: login.outcome, status: login.status, passed: passedKinds(proofs) });
    }
    const all = [login.proof, ...proofs];
    output.value({ sha256, proofs: all, login: { outcome: login.outcome, status: login.status } }, [
      storeTexts[language].outcome[login.outcome],
    ]);
    return exit.done;
  },
};

/** Sends nothing before consent. */
async function lookAndAsk(run: CommandRun, url: string): Promise<string> {
  const text = storeTexts[run.language];
  const { lookId, ...server } = await run.services.stores.lookAtServer({ url }, storeRun(run));
  const { host, punycodeHost, port, chain, trusted, problem } = server;
  const shown = visibleText(host === punycodeHost ? host : `${host} (${punycodeHost})`);
  const lines = [
    fillMessage(text.server, { host: shown, port }),
    ...chain.map(
      (each) => `  ${each.sha256.slice(0, 16)}  ${each.notAfter.slice(0, 10)}  ${visibleText(each.displayName)}`,
    ),
    ...(trusted ? [] : [fillMessage(text.notTrusted, { problem: problem ?? '' })]),
  ];
  run.output.progress({ event: 'server', ...server }, lines.join('\n'));
  await confirmOnTerminal(run, fillMessage(text.loginQuestion, { host: shown }));
  return lookId;
}
