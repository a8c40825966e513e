// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { backupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { nameOf, namingToken } from '../tokens/pin-refusals.ts';
import { lastTryFlag, tokenNamed, tokenRun } from '../tokens/token-options.ts';
import { readPins } from '../tokens/token-pins.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/** The copy can't be restored, so it isn't in the backup history. */
export async function copyKeyToToken(run: CommandRun, to: string): Promise<ExitCode> {
  const { services, output, language } = run;
  const [word, ...more] = run.arguments.words;
  if (word === undefined || more.length > 0) throw new AppError('usage', { argument: more[0] ?? 'ID' });
  if (!/^token:./.test(to)) throw new AppError('usage', { option: '--to' });
  const vault = await services.vault.require();
  const sha256 = await services.certificates.resolveId(word, { labels: true });
  if (vault.getRow(sha256)?.hasPrivateKey !== true) throw new AppError('key-missing');
  const token = await tokenNamed(run, to.slice('token:'.length));
  if (!token.managed) throw new AppError('token-not-managed');
  await unlockIfPossible(run);
  const pins = await readPins(run, token, { changes: true });
  const asked = { tokenId: token.id, sha256, withChain: true, label: null, ...pins };
  const { objectId, sealed } = await namingToken(run, token, lastTryFlag, async () =>
    services.tokens.importIdentity(asked, tokenRun(run)),
  );
  const texts = backupTexts[language];
  output.value({ keyCopy: { token: token.id, serial: token.serial, sha256, objectId, sealed } }, [
    fillMessage(texts.keyCopied, { name: visibleText(nameOf(token)) }),
    texts.keyCopyIsFinal,
  ]);
  return exit.done;
}
