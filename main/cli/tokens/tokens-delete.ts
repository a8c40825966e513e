// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { objectWithId, openToFind } from './token-objects.ts';
import { tokenOfOption, tokenRun, tokenValues } from './token-options.ts';
import { lastTryFlag, pinSecrets, readPins, typeToConfirm } from './token-pins.ts';

export const tokensDeleteCommand: Command = {
  name: 'tokens delete',
  synopsis: 'OBJECT-ID [--module PATH] --token SERIAL [--pin-file FILE] [--yes]',
  summary: { 'zh-CN': '从 U盾 删除一个对象，只此一个', en: 'delete exactly one object from a USB token' },
  words: [1, 1],
  values: tokenValues,
  flags: [lastTryFlag],
  secrets: pinSecrets,
  async run(run) {
    const token = await tokenOfOption(run);
    if (!token.managed) throw new AppError('token-not-managed');
    const typed = await readPins(run, token, { changes: true });
    const { services, output, language } = run;
    const text = tokenTexts[language];
    const deleted = await openToFind(run, token, typed, async (listing, pinsFor) => {
      const object = objectWithId(listing, run.arguments.words[0] ?? '');
      const name = object.label === '' ? object.id.slice(0, 8) : object.label;
      const what = `${text.objectClass[object.class]} “${visibleText(name)}”`;
      if (!run.arguments.flags.has('yes')) {
        await typeToConfirm(run, fillMessage(text.deleteQuestion, { what, name: visibleText(name) }), name);
      }
      const pins = await pinsFor(object);
      const input = { tokenId: token.id, objectId: object.id, typedLabel: name, ...pins };
      await services.tokens.delete(input, tokenRun(run));
      return { object, what };
    });
    const { id, class: objectClass, label } = deleted.object;
    const value = { token: token.id, objectId: id, class: objectClass, label };
    output.value(value, [fillMessage(text.deleted, { what: deleted.what })]);
    return exit.done;
  },
};
