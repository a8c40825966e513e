// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeRequestFile } from '../../exports/request-file.ts';
import { arrivedPath, arrivedPathLines } from '../certificates/arrived-path.ts';
import type { Command, CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { arrivedLines, requestLines, requestNamed } from './request-lines.ts';
import { webEnrolmentLine, webEnrolmentNamed } from './web-enrolment-lines.ts';

export const pendingCommand: Command = {
  name: 'pending',
  synopsis: '',
  summary: { 'zh-CN': '列出证书申请', en: 'list certificate requests' },
  words: [0, 0],
  writes: true,
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
};

export const pendingImportCommand: Command = {
  name: 'pending import',
  synopsis: 'FILE [--accept-names]',
  summary: {
    'zh-CN': '导入颁发机构的答复，与等待中的申请配对',
    en: 'take the reply of an authority in for the request that it answers',
  },
  words: [1, 1],
  writes: true,
  flags: ['accept-names'],
  secrets: ['password'],
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
};

export const pendingExportCommand: Command = {
  name: 'pending export',
  synopsis: 'ID -o FILE',
  summary: { 'zh-CN': '再次写出申请文件 (CSR)', en: 'write a request (CSR) once more' },
  words: [1, 1],
  values: ['output'],
  async run(run) {
    const { services, output, language, arguments: given } = run;
    const request = await named(run);
    const target = given.values['output'];
    if (target === undefined || target === '') throw new AppError('usage', { option: '--output' });
    const file = await outputNamed(run, target);
    const pem = await services.enrolment.pemOf(request.id);
    await writeRequestFile(file, pem);
    output.value({ request, file: file.path, pem }, [
      fillMessage(enrolmentTexts[language].written, { file: visibleText(file.path) }),
    ]);
    return exit.done;
  },
};

export const pendingDeleteCommand: Command = {
  name: 'pending delete',
  synopsis: 'ID',
  summary: {
    'zh-CN': '删除一份申请和它的私钥，或不再等待一个文件',
    en: 'remove a request and its private key, or wait no longer for a file',
  },
  words: [1, 1],
  writes: true,
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
};

async function named({ services, arguments: { words } }: CommandRun) {
  await services.vault.require();
  return requestNamed(await services.enrolment.pending(), words[0] ?? '');
}
