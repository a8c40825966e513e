// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tokenOfOption, tokenRun, tokenValues } from './token-options.ts';
import { confirmLastTry, lastTryFlag, readNewPin, readPin } from './token-pins.ts';

export const tokensPinChangeCommand: Command = {
  name: 'tokens pin change',
  synopsis: '[--module PATH] --token SERIAL [--so] [--pin-file FILE | --so-pin-file FILE] [--new-pin-file FILE]',
  summary: { 'zh-CN': '修改 U盾 的 PIN，或管理员 PIN', en: 'change the PIN of a USB token, or its SO PIN' },
  words: [0, 0],
  values: tokenValues,
  flags: ['so', lastTryFlag],
  secrets: ['pin', 'so-pin', 'new-pin'],
  async run(run) {
    const who = run.arguments.flags.has('so') ? 'so' : 'user';
    const token = await tokenOfOption(run);
    const pin = await readPin(run, token, who === 'so' ? 'so-pin' : 'pin');
    const newPin = await readNewPin(run, token, { option: 'new-pin', of: who === 'so' ? 'so-pin' : 'pin' });
    const confirmedLastTry = await confirmLastTry(run, token, who === 'so' ? token.soLastTry : token.lastTry);
    await run.services.tokens.changePin({ tokenId: token.id, who, pin, newPin, confirmedLastTry }, tokenRun(run));
    const text = tokenTexts[run.language];
    run.output.value({ token: token.id, changed: who }, [who === 'so' ? text.soPinChanged : text.pinChanged]);
    return exit.done;
  },
};

export const tokensPinUnblockCommand: Command = {
  name: 'tokens pin unblock',
  synopsis: '[--module PATH] --token SERIAL --puk-file FILE | --so-pin-file FILE  [--new-pin-file FILE]',
  summary: {
    'zh-CN': '用解锁码或管理员 PIN 给忘记或锁定的 PIN 设置新的',
    en: 'set a forgotten or locked PIN anew with the PUK or the SO PIN',
  },
  words: [0, 0],
  values: tokenValues,
  flags: [lastTryFlag],
  secrets: ['puk', 'so-pin', 'new-pin'],
  async run(run) {
    const token = await tokenOfOption(run);
    const given = { puk: await run.secrets.read('puk'), soPin: await run.secrets.read('so-pin') };
    if (given.puk !== null && given.soPin !== null) throw new AppError('usage', { option: '--so-pin-file' });
    const offered = token.unblock.includes('so-pin') ? 'so-pin' : token.unblock[0];
    const by = given.puk !== null ? 'puk' : given.soPin !== null ? 'so-pin' : offered;
    if (by === undefined) throw new AppError('not-available');
    const secret = given.puk ?? given.soPin ?? (await readPin(run, token, by));
    const newPin = await readNewPin(run, token);
    const input = { tokenId: token.id, by, secret, newPin };
    const unblock = async (confirmedLastTry: boolean) =>
      run.services.tokens.unblockPin({ ...input, confirmedLastTry }, tokenRun(run));
    try {
      await unblock(await confirmLastTry(run, token, by === 'so-pin' && token.soLastTry));
    } catch (error) {
      // PUK tries aren't known in advance. Nothing was sent: confirm, then send once.
      if (!(error instanceof AppError) || error.code !== 'pin-last-try' || by !== 'puk') throw error;
      await unblock(await confirmLastTry(run, token, true));
    }
    run.output.value({ token: token.id, by }, [tokenTexts[run.language].unblocked]);
    return exit.done;
  },
};
