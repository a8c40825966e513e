// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeVerifiedFile } from '../../destinations/write-verified-file.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import type { TypedPins } from '../../tokens/open-to-find.ts';
import { keyNamed, openToFind } from './token-objects.ts';
import { tokenOfOption, tokenRun, keyOption, pinOptions, tokenOptions } from './token-options.ts';
import { readPins } from './token-pins.ts';
import { parseCount } from '../runtime/numbers.ts';
import { required, value } from '../runtime/options.ts';
import { outputOption, subjectOption } from '../runtime/shared-options.ts';

const maxSelfSignedDays = 3650;

export const tokensCsrCommand = defineCommand({
  name: 'tokens csr',
  summary: {
    'zh-CN': '用 USB Key 里的私钥生成证书申请（CSR）',
    en: 'Make a certificate request (CSR) with a key on a USB key',
  },
  options: {
    ...tokenOptions,
    key: required(keyOption),
    subject: required(subjectOption),
    output: required(outputOption),
    ...pinOptions,
  },
  description: {
    'zh-CN': '检查签名后，保存 PEM 格式的 PKCS#10 申请。--json 的 value 有 file、objectId、subject。',
    en: 'Saves a PKCS#10 request as PEM, after checking its signature. With --json, value has file, objectId and subject.',
  },
  examples: [
    {
      line: 'certsteward tokens csr --token 0123456789abcdef --key bank --subject CN=张三,C=CN -o bank.csr --pin-file pin.txt',
      'zh-CN': '交给机构',
      en: 'For the CA',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['tokens generate', 'tokens test'],
  async run(run) {
    const { values } = run.arguments;
    const subject = values['subject'];
    if (subject === '') throw new AppError('usage', { option: '--subject' });
    const file = await outputNamed(run, values['output']);
    const { tokens } = run.services;
    const { objectId, result } = await withKey(run, async ({ soPin: _soPin, ...key }) =>
      tokens.csr({ ...key, subject }, tokenRun(run)),
    );
    const bytes = Buffer.from(result.pem);
    await writeVerifiedFile(file, bytes, async (readBack) => {
      if (!bytes.equals(readBack)) throw new AppError('verification-failed', { what: 'file' });
      await Promise.resolve();
    });
    const text = fillMessage(tokenTexts[run.language].requestWritten, { file: visibleText(file.path) });
    run.output.value({ file: file.path, objectId, subject }, [text]);
    return exit.done;
  },
});

export const tokensSelfSignCommand = defineCommand({
  name: 'tokens self-sign',
  summary: {
    'zh-CN': '用 USB Key 里的私钥签发自签名证书',
    en: 'Make a self-signed certificate with a key on a USB key',
  },
  options: {
    ...tokenOptions,
    key: required(keyOption),
    subject: required(subjectOption),
    days: value('N', { 'zh-CN': '有效天数，默认 365', en: 'Validity in days (default: 365)' }),
    ...pinOptions,
  },
  description: {
    'zh-CN':
      '用 USB Key 里的私钥签发自签名证书，并写入同一个 USB Key。只有信任这张证书的一方才会接受。--json 的 value 有 objectId、sha256、subject、days。',
    en: 'Makes a self-signed certificate and saves it on the USB key that has its private key. Other people and programs only accept it if they trust it. With --json, value has objectId, sha256, subject and days.',
  },
  examples: [
    {
      line: 'certsteward tokens self-sign --token 0123456789abcdef --key mail --subject CN=张三 --days 730 --pin-file pin.txt',
      'zh-CN': '有效两年',
      en: 'Valid for two years',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['tokens generate', 'tokens csr'],
  async run(run) {
    const { subject, days: typed = '365' } = run.arguments.values;
    if (subject === '') throw new AppError('usage', { option: '--subject' });
    const days = parseCount(typed, '--days', maxSelfSignedDays);
    const { tokens } = run.services;
    const { objectId, result } = await withKey(
      run,
      async (key) => tokens.selfSign({ ...key, subject, days }, tokenRun(run)),
      { changes: true },
    );
    const text = fillMessage(tokenTexts[run.language].selfSigned, { sha256: result.sha256.slice(0, 16) });
    run.output.value({ objectId, ...result, subject, days }, [text]);
    return exit.done;
  },
});

export const tokensTestCommand = defineCommand({
  name: 'tokens test',
  summary: { 'zh-CN': '测试 USB Key 里的私钥能否签名', en: 'Test a key on a USB key by signing' },
  options: {
    ...tokenOptions,
    key: required(keyOption),
    ...pinOptions,
  },
  description: {
    'zh-CN': '让私钥对随机数据签名，并用公钥检查。--json 的 value 有 objectId、at。',
    en: 'Signs random data with the key, and checks the signature with its public key. With --json, value has objectId and at.',
  },
  examples: [
    {
      line: 'certsteward tokens test --token 0123456789abcdef --key bank --pin-file pin.txt',
      'zh-CN': '检查私钥能否使用',
      en: 'Check that the key works',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['tokens objects'],
  async run(run) {
    const { tokens } = run.services;
    const { objectId, result } = await withKey(run, async ({ soPin: _soPin, ...key }) =>
      tokens.testKey(key, tokenRun(run)),
    );
    run.output.value({ objectId, ...result }, [tokenTexts[run.language].tested]);
    return exit.done;
  },
});

type KeyOnToken = TypedPins & { readonly tokenId: string; readonly objectId: string };

/** `changes` means that the command writes to the token, which must be managed. */
async function withKey<T>(
  run: CommandRun,
  work: (key: KeyOnToken) => Promise<T>,
  { changes } = { changes: false },
): Promise<{ objectId: string; result: T }> {
  const name = run.arguments.values['key'];
  if (name === undefined || name === '') throw new AppError('usage', { option: '--key' });
  const token = await tokenOfOption(run);
  if (changes && !token.managed) throw new AppError('token-not-managed');
  const typed = await readPins(run, token, { changes });
  return await openToFind(run, token, typed, async (listing, pinsFor) => {
    const key = keyNamed(listing, name);
    const named = { ...(await pinsFor(key)), tokenId: token.id, objectId: key.id };
    return { objectId: key.id, result: await work(named) };
  });
}
