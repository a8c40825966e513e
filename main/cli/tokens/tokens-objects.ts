// SPDX-License-Identifier: Apache-2.0
import { tokenTexts } from './token-texts.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { objectLine } from './token-lines.ts';
import { openToFind } from './token-objects.ts';
import { tokenOfOption, tokenValues } from './token-options.ts';
import { confirmLastTry, lastTryFlag } from './token-pins.ts';

export const tokensObjectsCommand: Command = {
  name: 'tokens objects',
  synopsis: '[--module PATH] --token SERIAL [--pin-file FILE]',
  summary: { 'zh-CN': '列出 U盾 里的证书、密钥和数据', en: 'list certificates, keys and data on a USB token' },
  words: [0, 0],
  values: tokenValues,
  flags: [lastTryFlag],
  secrets: ['pin'],
  async run(run) {
    const token = await tokenOfOption(run);
    // Certificates are visible without it.
    const pin = (await run.secrets.read('pin')) ?? undefined;
    const confirmedLastTry = await confirmLastTry(run, token, pin !== undefined && token.lastTry);
    const pins = { pin, soPin: undefined, confirmedLastTry };
    const listing = await openToFind(run, token, pins, async (found) => found);
    const text = tokenTexts[run.language];
    const lines = listing.objects.map((object) => objectLine(run.language, object));
    run.output.value({ token: token.id, ...listing }, [
      ...(lines.length === 0 ? [text.noObjects] : lines),
      ...(listing.publicOnly ? [text.publicOnly] : []),
    ]);
    return exit.done;
  },
};
