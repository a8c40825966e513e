// SPDX-License-Identifier: Apache-2.0
import { serverTexts } from './server-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { hostText } from '../profiles/profile-options.ts';
import { trustGiven } from './server-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/**
 * `--anchor FILE`: shows the CAs of the file once and, confirmed, keeps them with the profile, so that a renewal needs
 * nothing said again. Nothing to do for those that are kept already. Returns what keeps them once there is a vault.
 * Errors: `not-confirmed`, those of reading the file.
 */
export async function confirmAnchor(run: CommandRun, held: HeldProfile): Promise<() => Promise<void>> {
  const { anchorFile } = trustGiven(run);
  const { trust } = run.services.enrolment;
  const nothing = async (): Promise<void> => undefined;
  if (anchorFile === null) return nothing;
  const authorities = await trust.lookInFile(held, anchorFile);
  const kept = new Set((await trust.of(held)).accepted.map(({ sha256 }) => sha256));
  if (authorities.every(({ sha256 }) => kept.has(sha256))) return nothing;
  const text = serverTexts[run.language];
  const host = hostText(held.host);
  const lines = authorities.map(({ sha256, subject }) => `${sha256}  ${visibleText(subject)}`);
  run.output.progress({ event: 'anchor', host: held.host.ascii, authorities }, lines.join('\n'));
  await confirmOnTerminal(run, fillMessage(text.keepAnchor, { host }));
  return async () => {
    const vault = await run.services.vault.require();
    // It comes under the seal, which a vault without an identity does not have.
    if (vault.canTakeKeys && !vault.isUnlocked) await unlockIfPossible(run);
    if (vault.canTakeKeys && !vault.isUnlocked) {
      run.output.progress({ event: 'anchor-not-kept', host: held.host.ascii }, text.anchorNotKept);
      return;
    }
    await trust.acceptLooked(held);
    run.output.progress({ event: 'anchor-kept', host: held.host.ascii }, fillMessage(text.anchorKept, { host }));
  };
}
