// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeRequestFile } from '../../exports/request-file.ts';
import { arrivedPath, arrivedPathLines } from '../certificates/arrived-path.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { pendingLines } from './pending-table.ts';
import { arrivedLines, requestNamed } from './request-lines.ts';
import { webEnrolmentNamed } from './web-enrolment-lines.ts';
import { required } from '../runtime/options.ts';
import { outputOption } from '../runtime/shared-options.ts';
import { acceptNamesOption } from './server-options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const pendingCommand = defineCommand({
  name: 'pending',
  summary: { 'zh-CN': '查看等待签发的申请', en: 'List pending requests' },
  writes: true,
  description: {
    'zh-CN':
      '列出等待签发的证书申请，下面是已签发的：编号、日期、状态、算法、办理指南、名称。会先把已在保险库里的证书与申请配对。还在等待文件的网页申请也会列出，导入下载文件夹里的新文件后即完成。如果是更新证书，导入持有人、颁发者和用途相同的新证书即完成。不需要密码。--json 的 value.webEnrolments 每项有 id、profile、purpose、renews、folder、startedAt。value.requests 每项有 id、state、subject、algorithm、profile、token、place、certificate、problem、createdAt。',
    en: 'Lists pending certificate requests, then those already issued: ID, day, state, algorithm, guide and name. Certificates already in the vault are matched first. Applications on CA websites that are still waiting for a file are listed too. To complete one of them, import the new file from the download folder. A renewal is completed by any new certificate with the same holder, issuer and use. No password is needed. With --json, each of value.webEnrolments has id, profile, purpose, renews, folder and startedAt. Each of value.requests has id, state, subject, algorithm, profile, token, place, certificate, problem and createdAt.',
  },
  examples: [{ line: 'certsteward pending --json', 'zh-CN': '供脚本使用', en: 'For scripts' }],
  exitCodes: [exit.notFound],
  seeAlso: ['enrol', 'pending import', 'pending export', 'pending delete'],
  async run({ services, output, language }) {
    await services.vault.require();
    const requests = await services.enrolment.pending();
    const webEnrolments = await services.enrolment.webEnrolments.waiting();
    const isIssued = ({ state }: PendingRequest): boolean => state === 'done';
    const [waiting, issued] = [requests.filter((each) => !isIssued(each)), requests.filter(isIssued)];
    const isEmpty = waiting.length + webEnrolments.length === 0;
    const shown = { language, terminal: output.terminal };
    const text = enrolmentTexts[language];
    output.value({ requests, webEnrolments }, [
      ...(isEmpty ? [text.nonePending] : pendingLines(webEnrolments, waiting, shown)),
      ...(issued.length === 0 ? [] : ['', text.issuedRequests, ...pendingLines([], issued, shown)]),
    ]);
    return exit.done;
  },
});

export const pendingImportCommand = defineCommand({
  name: 'pending import',
  summary: {
    'zh-CN': '导入签发的证书，与等待中的申请配对',
    en: 'Import an issued certificate for a pending request',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  options: {
    'accept-names': acceptNamesOption,
    ...secrets('password'),
  },
  writes: true,
  description: {
    'zh-CN':
      '导入机构签发的证书（PEM、DER、p7b 或 PKCS#12），按公钥找到对应的申请，并与私钥配对。没有对应的申请，或者证书已过期、是自签名证书、上级证书已过期、不是随附的上级证书签发、名称与申请不同时，不会导入，申请继续等待签发（退出码 8）。名称不同但确认无误时，请加 --accept-names。',
    en: 'Imports the certificate from a CA (PEM, DER, p7b or PKCS#12), finds its request by the public key and pairs it with the private key. Nothing is imported if no request has that key, or if the certificate has expired, is self-signed, has an expired issuer, was not signed by the issuer included in the file, or has different names. The request then stays pending (exit code 8). If the different names are correct, add --accept-names.',
  },
  examples: [{ line: 'certsteward pending import reply.p7b', 'zh-CN': '收到的文件', en: 'The file you received' }],
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
  summary: { 'zh-CN': '再次保存申请文件（CSR）', en: 'Save a request (CSR) again' },
  words: { name: 'ID', count: [1, 1] },
  options: {
    output: required(outputOption),
  },
  description: {
    'zh-CN': '再次保存等待中的申请（CSR、PEM）。ID 是 pending 显示的编号，写前 8 位即可。',
    en: 'Saves a pending request (CSR, PEM) again. To see its ID, run pending. The first 8 digits are enough.',
  },
  examples: [{ line: 'certsteward pending export 3f2a91bc -o request.csr', 'zh-CN': '保存为文件', en: 'To a file' }],
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
    'zh-CN': '删除申请和私钥，或不再等待文件',
    en: 'Delete a request and its private key, or stop waiting for a file',
  },
  words: { name: 'ID', count: [1, 1] },
  writes: true,
  description: {
    'zh-CN':
      '删除一份申请和私钥，无法恢复。已与证书配对的私钥会保留。没有终端时要加 --yes。如果是网页申请，只是不再等待文件，不会询问。',
    en: 'Deletes a request and its private key for good. A key that belongs to a certificate is kept. Without a terminal, add --yes. If the ID belongs to an application on a CA’s website, CertSteward stops waiting for its file without asking.',
  },
  examples: [{ line: 'certsteward pending delete 3f2a91bc --yes', 'zh-CN': '一份申请', en: 'One request' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['pending'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const { webEnrolments } = services.enrolment;
    const webEnrolment = webEnrolmentNamed(await webEnrolments.waiting(), run.arguments.words[0] ?? '');
    if (webEnrolment !== null) {
      // No key would be lost, so don't ask.
      await webEnrolments.cancel({ id: webEnrolment.id, isFinished: false });
      const name = visibleText(webEnrolment.profile.name);
      output.value({ removed: webEnrolment.id, keys: 0 }, [
        fillMessage(enrolmentTexts[language].webEnrolmentCancelled, { name }),
      ]);
      return exit.done;
    }
    const { id } = await named(run);
    await confirmOnTerminal(run, enrolmentTexts[language].confirmRemove);
    const { keys } = await services.enrolment.remove({ id });
    output.value({ removed: id, keys }, [fillCounted(language, enrolmentTexts[language].removed, { keys })]);
    return exit.done;
  },
});

async function named({ services, arguments: { words } }: CommandRun) {
  await services.vault.require();
  return requestNamed(await services.enrolment.pending(), words[0] ?? '');
}
