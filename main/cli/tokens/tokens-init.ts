// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { objectLine } from './token-lines.ts';
import { readTokenObjects } from './token-objects.ts';
import { tokenOfOption, tokenRun, moduleOption, tokenOption, lastTryOptions } from './token-options.ts';
import { confirmLastTry, readNewPin, readPin, typeToConfirm } from './token-pins.ts';
import { nameOf } from './pin-refusals.ts';
import { oneOf, required, value } from '../runtime/options.ts';
import { labelOption } from '../runtime/shared-options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const tokensInitCommand = defineCommand({
  name: 'tokens init',
  summary: {
    'zh-CN': '初始化 USB Key：清除内容，设置新的 PIN',
    en: 'Erase a USB key and set a new PIN',
  },
  options: {
    ...oneOf(
      { token: tokenOption },
      {
        module: moduleOption,
        slot: value('N', { 'zh-CN': '尚未初始化的 USB Key 的插槽编号', en: 'Slot number of an uninitialised USB key' }),
      },
    ),
    label: required(labelOption),
    ...secrets('so-pin', 'new-pin'),
    ...lastTryOptions,
  },
  description: {
    'zh-CN':
      '清除 USB Key 里的全部内容。会先列出将丢失的证书，再请您输入 USB Key 的名称来确认。脚本要加 --yes，有证书时还要加 --force。尚未初始化的 USB Key 用 --module 和 --slot 指定。--json 的 value 有 token（新的编号）、label、lost（用 --slot 时为 serial）。',
    en: 'Erases everything on the USB key. The certificates you would lose are listed, and you have to type the USB key’s name. In a script, add --yes, and --force too if the USB key has certificates. If the USB key was never initialised, choose it with --module and --slot. With --json, value has token (its new ID), label and lost (with --slot, serial instead).',
  },
  examples: [
    {
      line: 'certsteward tokens init --module /usr/lib/softhsm/libsofthsm2.so --slot 0 --label work --so-pin-file so.txt --new-pin-file pin.txt',
      'zh-CN': '初始化新的 USB Key',
      en: 'Initialise a new USB key',
    },
    {
      line: 'certsteward tokens init --token 0123456789abcdef --label work',
      'zh-CN': '清空后重新开始',
      en: 'Erase a USB key and start over',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens manage', 'tokens list'],
  async run(run) {
    const { values } = run.arguments;
    const label = values['label'];
    if (label === '') throw new AppError('usage', { option: '--label' });
    return values['slot'] === undefined ? await again(run, label) : await first(run, label, values['slot']);
  },
});

/** Uninitialised tokens have no SO PIN yet. */
const newSoPin = { option: 'so-pin', of: 'so-pin' } as const;

async function first(run: CommandRun, label: string, slot: string): Promise<ExitCode> {
  const { module, token } = run.arguments.values;
  if (!/^\d{1,20}$/.test(slot)) throw new AppError('usage', { option: '--slot' });
  if (token !== undefined) throw new AppError('usage', { option: '--token', reason: 'misplaced-option' });
  if (module === undefined || module === '') throw new AppError('usage', { option: '--module' });
  const reader = { pinpad: false };
  const soPin = await readNewPin(run, reader, newSoPin);
  const newPin = await readNewPin(run, reader);
  const input = { modulePath: resolve(module), slot, label, soPin, newPin };
  const done = await run.services.tokens.initialiseSlot(input);
  run.output.value({ token: done.tokenId, serial: done.serial, label }, [line(run, label, done.tokenId)]);
  return exit.done;
}

async function again(run: CommandRun, label: string): Promise<ExitCode> {
  const token = await tokenOfOption(run);
  if (token.initialised && !token.managed) throw new AppError('token-not-managed');
  const losing = token.initialised ? await confirmLoss(run, token) : [];
  const soPin = token.initialised ? await readPin(run, token, 'so-pin') : await readNewPin(run, token, newSoPin);
  const newPin = await readNewPin(run, token);
  const confirmedLastTry = await confirmLastTry(run, token, token.initialised && token.soLastTry);
  const typedLabel = nameOf(token);
  const { tokenId } = await run.services.tokens.initialise(
    { tokenId: token.id, label, soPin, newPin, typedLabel, losing, confirmedLastTry },
    tokenRun(run),
  );
  run.output.value({ token: tokenId, label, lost: losing }, [line(run, label, tokenId)]);
  return exit.done;
}

/** With `--yes`, losing certificates also requires `--force`. */
async function confirmLoss(run: CommandRun, token: Token): Promise<string[]> {
  const { flags } = run.arguments;
  const text = tokenTexts[run.language];
  const { objects } = await readTokenObjects(run, token.id);
  const certificates = objects.filter(({ certificate }) => certificate !== null);
  const losing = certificates.flatMap(({ certificate }) => certificate?.sha256 ?? []);
  if (losing.length > 0) {
    const lines = certificates.map((object) => `  ${objectLine(run.language, object)}`);
    run.output.progress({ event: 'losing', sha256: losing }, [text.losing, ...lines].join('\n'));
  }
  if (!flags.has('yes')) await typeToConfirm(run, text.initQuestion, nameOf(token));
  else if (losing.length > 0 && !flags.has('force')) throw new AppError('token-not-empty', { certificates: losing });
  return [...new Set(losing)];
}

function line(run: CommandRun, label: string, tokenId: string): string {
  const named = { label: visibleText(label), id: tokenId.slice(0, 8) };
  return fillMessage(tokenTexts[run.language].initialised, named);
}
