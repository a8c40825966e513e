// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeVerifiedFile } from '../../destinations/write-verified-file.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import type { TypedPins } from '../../tokens/open-to-find.ts';
import { keyNamed, openToFind } from './token-objects.ts';
import { tokenOfOption, tokenRun, tokenValues } from './token-options.ts';
import { lastTryFlag, pinSecrets, readPins } from './token-pins.ts';

export const tokensCsrCommand: Command = {
  name: 'tokens csr',
  synopsis: '[--module PATH] --token SERIAL --key LABEL --subject DN -o FILE [--pin-file FILE]',
  summary: {
    'zh-CN': '用 U盾 里的密钥签出证书申请 (CSR)',
    en: 'make a certificate request (CSR) signed by a key on a USB token',
  },
  words: [0, 0],
  values: [...tokenValues, 'key', 'subject', 'output'],
  flags: [lastTryFlag],
  secrets: pinSecrets,
  async run(run) {
    const { values } = run.arguments;
    const subject = values['subject'];
    if (subject === undefined || subject === '') throw new AppError('usage', { option: '--subject' });
    if (values['output'] === undefined) throw new AppError('usage', { option: '--output' });
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
};

export const tokensTestCommand: Command = {
  name: 'tokens test',
  synopsis: '[--module PATH] --token SERIAL --key LABEL [--pin-file FILE]',
  summary: { 'zh-CN': '让 U盾 里的密钥签名并核对', en: 'have a key on a USB token sign, and check the signature' },
  words: [0, 0],
  values: [...tokenValues, 'key'],
  flags: [lastTryFlag],
  secrets: pinSecrets,
  async run(run) {
    const { tokens } = run.services;
    const { objectId, result } = await withKey(run, async (key) => tokens.testKey(key, tokenRun(run)));
    run.output.value({ objectId, ...result }, [tokenTexts[run.language].tested]);
    return exit.done;
  },
};

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
