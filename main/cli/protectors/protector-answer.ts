// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { RekeyControl } from '../../vault/rekey/rekey-parts.ts';
import type { CommandRun } from '../command.ts';
import { words } from '../output/messages.ts';

/** Also warns of old vault copies, which re-keying can't change, unless nothing was replaced (`replaced`). */
export async function answerProtectors(
  run: CommandRun,
  done: string,
  {
    rekeyed,
    replaced = true,
    recoveryCode = null,
  }: { readonly rekeyed: boolean; readonly replaced?: boolean; readonly recoveryCode?: string | null },
): Promise<void> {
  const { protectors } = await run.services.vault.status();
  const text = words(run.language);
  run.output.value(
    {
      protectors: protectors.map(({ kind }) => kind),
      rekeyed,
      oldCopiesOpenWithOldSecret: replaced,
      ...(recoveryCode !== null && { recoveryCode }),
    },
    [
      done,
      ...(rekeyed ? [text.rekeyed] : []),
      ...(replaced ? [text.oldCopies] : []),
      ...(recoveryCode === null ? [] : [text.recoveryCodeOnce, recoveryCode]),
    ],
  );
}

export function rekeyControl(run: CommandRun): RekeyControl {
  let said = -1;
  return {
    progress(fraction, step) {
      const percent = fraction === null ? 0 : Math.floor(fraction * 100);
      if (step !== 'rekeying' || percent === said) return;
      said = percent;
      const text = fillMessage(words(run.language).rekeying, { done: `${percent}%` });
      run.output.progress({ event: 'progress', step, fraction }, text);
    },
  };
}
