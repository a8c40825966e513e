// SPDX-License-Identifier: Apache-2.0
import { serverTexts } from './server-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { hostText } from '../profiles/profile-options.ts';
import { trustGiven } from './server-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/** Offers to keep the `--anchor` CAs for renewals. Call the returned function once a vault exists. */
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
    // If the vault has protectors, sealing the change needs an unlock.
    if (vault.hasRecipient && !vault.isUnlocked) await unlockIfPossible(run);
    if (vault.hasRecipient && !vault.isUnlocked) {
      run.output.progress({ event: 'anchor-not-kept', host: held.host.ascii }, text.anchorNotKept);
      return;
    }
    await trust.acceptLooked(held);
    run.output.progress({ event: 'anchor-kept', host: held.host.ascii }, fillMessage(text.anchorKept, { host }));
  };
}
