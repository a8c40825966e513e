// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { passedKinds, proofLines } from './proof-lines.ts';
import { storeOfOption, storePassword, storeRun } from './store-options.ts';
import { required, value } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const storesTestCommand = defineCommand({
  name: 'stores test',
  summary: {
    'zh-CN': '测试已安装的证书',
    en: 'Test an installed certificate',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    store: required(
      value('STORE', {
        'zh-CN': '证书库的编号，见 stores list',
        en: 'Browser or system store (see stores list)',
      }),
    ),
    url: value('URL', { 'zh-CN': '再用证书登录这个网址', en: 'Also sign in to this address with the certificate' }),
    ...secrets('store-password'),
  },
  description: {
    'zh-CN':
      '重新读取证书，并测试私钥签名。加 --url 时，会先显示服务器和服务器证书，您确认后才登录。服务器拒绝时退出码是 8。',
    en: 'Reads the store again and tests the key by signing. With --url, the server and its certificates are shown first, and CertSteward signs in after you confirm. If the server refuses, the exit code is 8.',
  },
  examples: [
    { line: 'certsteward stores test 3f2a91bc --store chromium', 'zh-CN': '不联网', en: 'Offline' },
    {
      line: 'certsteward stores test 3f2a91bc --store chromium --url https://bank.example/login',
      'zh-CN': '登录一个网址',
      en: 'With a sign-in test',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['stores install'],
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
});

/** Sends no certificate before consent. */
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
