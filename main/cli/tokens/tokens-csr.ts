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
import { required } from '../runtime/options.ts';
import { outputOption, subjectOption } from '../runtime/shared-options.ts';

export const tokensCsrCommand = defineCommand({
  name: 'tokens csr',
  summary: {
    'zh-CN': '用 U盾 里的密钥签出证书申请 (CSR)',
    en: 'make a certificate request (CSR) signed by a key on a USB token',
  },
  options: {
    ...tokenOptions,
    key: required(keyOption),
    subject: required(subjectOption),
    output: required(outputOption),
    ...pinOptions,
  },
  description: {
    'zh-CN': '写出 PEM 格式的 PKCS#10，写之前核对签名。--json 的 value 有 file、objectId、subject。',
    en: 'Writes a PKCS#10 request as PEM; its signature is checked before. With --json value has file, objectId and subject.',
  },
  examples: [
    {
      line: 'certsteward tokens csr --token 0123456789abcdef --key bank --subject CN=张三,C=CN -o bank.csr --pin-file pin.txt',
      'zh-CN': '交给签发机构',
      en: 'for the CA',
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
    const { objectId, result } = await withKey(run, async (key) => tokens.csr({ ...key, subject }, tokenRun(run)));
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

export const tokensTestCommand = defineCommand({
  name: 'tokens test',
  summary: { 'zh-CN': '让 U盾 里的密钥签名并核对', en: 'have a key on a USB token sign, and check the signature' },
  options: {
    ...tokenOptions,
    key: required(keyOption),
    ...pinOptions,
  },
  description: {
    'zh-CN': '让私钥对一段随机数据签名，并用它的公钥核对。--json 的 value 有 objectId、at。',
    en: 'Has the key sign random data and checks that with its public key. With --json value has objectId and at.',
  },
  examples: [
    {
      line: 'certsteward tokens test --token 0123456789abcdef --key bank --pin-file pin.txt',
      'zh-CN': '还能用吗',
      en: 'does it still work',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['tokens objects'],
  async run(run) {
    const { tokens } = run.services;
    const { objectId, result } = await withKey(run, async (key) => tokens.testKey(key, tokenRun(run)));
    run.output.value({ objectId, ...result }, [tokenTexts[run.language].tested]);
    return exit.done;
  },
});

type KeyOnToken = Omit<TypedPins, 'soPin'> & { readonly tokenId: string; readonly objectId: string };

async function withKey<T>(
  run: CommandRun,
  work: (key: KeyOnToken) => Promise<T>,
): Promise<{ objectId: string; result: T }> {
  const name = run.arguments.values['key'];
  if (name === undefined || name === '') throw new AppError('usage', { option: '--key' });
  const token = await tokenOfOption(run);
  const typed = await readPins(run, token, { changes: false });
  return await openToFind(run, token, typed, async (listing, pinsFor) => {
    const key = keyNamed(listing, name);
    const { pin, confirmedLastTry } = await pinsFor(key);
    const named = { tokenId: token.id, objectId: key.id, pin, confirmedLastTry };
    return { objectId: key.id, result: await work(named) };
  });
}
