// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeRequestFile } from '../../exports/request-file.ts';
import { arrivedPath, arrivedPathLines } from '../certificates/arrived-path.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { arrivedLines, requestLines, requestNamed } from './request-lines.ts';
import { webEnrolmentLine, webEnrolmentNamed } from './web-enrolment-lines.ts';
import { required } from '../runtime/options.ts';
import { outputOption } from '../runtime/shared-options.ts';
import { acceptNamesOption } from './server-options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const pendingCommand = defineCommand({
  name: 'pending',
  summary: { 'zh-CN': '列出证书申请', en: 'list certificate requests' },
  writes: true,
  description: {
    'zh-CN':
      '列出证书申请：编号、日期、状态、算法、方案、持有人。已经在保险库里的证书会先与申请配对。在颁发机构网页上办理而还在等待文件的（在窗口里、用 enrol 或 renew 开始的）也列出：用 import 导入那个文件夹里新到的文件，办理就完成；更新证书的，导入持有人和颁发者与旧证书相同的新证书也一样。不需要任何密码。--json 的 value.webEnrolments 每项有 id、profile、purpose、renews、folder、startedAt，value.requests 每项有 id、state、subject、algorithm、profile、token、place、certificate、problem、createdAt。',
    en: 'Lists certificate requests: ID, day, state, algorithm, profile, subject. Certificates that have come into the vault are matched first. Applications on the page of an authority, begun in the window, by enrol or by renew, that still wait for their file are listed too: importing the new file of that folder ends them, and a renewal ends with a new certificate of the same holder and issuer from anywhere. Needs no secret. With --json each of value.webEnrolments has id, profile, purpose, renews, folder and startedAt, each of value.requests has id, state, subject, algorithm, profile, token, place, certificate, problem and createdAt.',
  },
  examples: [{ line: 'certsteward pending --json', 'zh-CN': '给脚本', en: 'for a script' }],
  exitCodes: [exit.notFound],
  seeAlso: ['enrol', 'pending import', 'pending export', 'pending delete'],
  async run({ services, output, language }) {
    await services.vault.require();
    const requests = await services.enrolment.pending();
    const webEnrolments = await services.enrolment.webEnrolments.waiting();
    const lines = [
      ...webEnrolments.map((webEnrolment) => webEnrolmentLine(language, webEnrolment)),
      ...requests.flatMap((request) => requestLines(language, request)),
    ];
    output.value({ requests, webEnrolments }, lines.length > 0 ? lines : [enrolmentTexts[language].nonePending]);
    return exit.done;
  },
});

export const pendingImportCommand = defineCommand({
  name: 'pending import',
  summary: {
    'zh-CN': '导入颁发机构的答复，与等待中的申请配对',
    en: 'take the reply of an authority in for the request that it answers',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  options: {
    'accept-names': acceptNamesOption,
    ...secrets('password'),
  },
  writes: true,
  description: {
    'zh-CN':
      '导入颁发机构的答复（PEM、DER、p7b、PKCS#12），按公钥找到它答复的申请，与私钥配成一对。没有申请使用这个密钥，或者证书已过期、由申请人自己签发、颁发者已过期、随附的颁发者没有签发它、名称与申请的不同，都不导入，申请继续等待（退出码 8）。名称不同而您确认无误时加上 --accept-names。',
    en: 'Takes the reply of an authority in (PEM, DER, p7b, PKCS#12), finds the request it answers by public key, and pairs it with the private key. When no request has that key, or the certificate has expired, was signed by the applicant, has an expired issuer, was not signed by the issuer beside it, or has other names than asked for, nothing is imported and the request stays pending (exit code 8). Where other names are right, add --accept-names.',
  },
  examples: [{ line: 'certsteward pending import reply.p7b', 'zh-CN': '收到的文件', en: 'the file that came' }],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['pending', 'import'],
  async run(run) {
    const { services, output, language, arguments: given } = run;
    await services.vault.require();
    const options = { password: await run.secrets.read('password'), acceptNames: given.flags.has('accept-names') };
    const taken = await services.enrolment.takeReply(resolve(given.words[0] ?? ''), options);
    const path = taken.pathChecked ? null : await arrivedPath(run, taken.certificate);
    const lines = arrivedPathLines(run, path, taken.pathChecked ? true : null);
    output.value({ ...taken, path }, [...arrivedLines(language, taken.request), ...lines]);
    return exit.done;
  },
});

export const pendingExportCommand = defineCommand({
  name: 'pending export',
  summary: { 'zh-CN': '再次写出申请文件 (CSR)', en: 'write a request (CSR) once more' },
  words: { name: 'ID', count: [1, 1] },
  options: {
    output: required(outputOption),
  },
  description: {
    'zh-CN': '再次写出一份申请文件 (CSR, PEM)。ID 是 pending 显示的编号，至少 8 位。',
    en: 'Writes the request (CSR, PEM) once more. ID is what pending shows, 8 digits of it or more.',
  },
  examples: [{ line: 'certsteward pending export 3f2a91bc -o request.csr', 'zh-CN': '写到文件', en: 'into a file' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['pending', 'enrol'],
  async run(run) {
    const { services, output, language, arguments: given } = run;
    const request = await named(run);
    const target = given.values['output'];
    if (target === '') throw new AppError('usage', { option: '--output' });
    const file = await outputNamed(run, target);
    const pem = await services.enrolment.pemOf(request.id);
    await writeRequestFile(file, pem);
    output.value({ request, file: file.path, pem }, [
      fillMessage(enrolmentTexts[language].written, { file: visibleText(file.path) }),
    ]);
    return exit.done;
  },
});

export const pendingDeleteCommand = defineCommand({
  name: 'pending delete',
  summary: {
    'zh-CN': '删除一份申请和它的私钥，或不再等待一个文件',
    en: 'remove a request and its private key, or wait no longer for a file',
  },
  words: { name: 'ID', count: [1, 1] },
  writes: true,
  description: {
    'zh-CN':
      '删除一份申请和它的私钥，无法恢复；已与证书配对的私钥保留。没有终端时要加 --yes。编号属于还在等待文件的网页办理时，只是不再等待，不会询问。',
    en: 'Removes a request and its private key for good; a key that belongs to a certificate stays. Without a terminal --yes is needed. Where the ID is that of an application on a web page, its file is waited for no longer, and nothing is asked.',
  },
  examples: [{ line: 'certsteward pending delete 3f2a91bc --yes', 'zh-CN': '一份申请', en: 'one request' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['pending'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const { webEnrolments } = services.enrolment;
    const webEnrolment = webEnrolmentNamed(await webEnrolments.waiting(), run.arguments.words[0] ?? '');
    if (webEnrolment !== null) {
      // No key to lose: don't ask.
      await webEnrolments.cancel(webEnrolment);
      const name = visibleText(webEnrolment.profile.name);
      output.value({ removed: webEnrolment.id, keys: 0 }, [
        fillMessage(enrolmentTexts[language].webEnrolmentCancelled, { name }),
      ]);
      return exit.done;
    }
    const { id } = await named(run);
    await confirmOnTerminal(run, enrolmentTexts[language].confirmRemove);
    const { keys } = await services.enrolment.remove({ id });
    output.value({ removed: id, keys }, [fillMessage(enrolmentTexts[language].removed, { keys })]);
    return exit.done;
  },
});

async function named({ services, arguments: { words } }: CommandRun) {
  await services.vault.require();
  return requestNamed(await services.enrolment.pending(), words[0] ?? '');
}
