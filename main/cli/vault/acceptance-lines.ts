// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { computerTexts } from './acceptance-texts.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { ComputerNote } from '../../../shared/schemas/computer-note.ts';
import type { VaultAcceptance } from '../../../shared/schemas/vault/vault-acceptance.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';

/** Warns on stderr if anchors or profiles are ignored. */
export async function warnNotAccepted({ services, output, language }: CommandRun): Promise<void> {
  const open = await services.vault.current();
  if (open === null || open.acceptance.isAccepted()) return;
  const { count } = open.acceptance.review();
  if (count === 0) return;
  const text = fillCounted(language, computerTexts[language].notAccepted, { count, folder: visibleText(open.folder) });
  output.progress({ event: 'warning', code: 'vault-not-accepted', count }, text);
}

export function acceptanceLines(language: Language, { anchors, profiles }: VaultAcceptance): string[] {
  const text = computerTexts[language];
  if (anchors.length + profiles.length === 0) return [text.nothing];
  const named = (pattern: string, { sha256, subject }: VaultAcceptance['anchors'][number]): string =>
    fillMessage(pattern, { sha256, subject: visibleText(subject) });
  return [
    ...anchors.map((anchor) => named(text.anchor, anchor)),
    ...profiles.flatMap(({ name, host, confirmed, authorities }) => [
      fillMessage(text.profile, { host: visibleText(host), name: visibleText(name) }) +
        (confirmed ? '' : text.unconfirmed),
      ...authorities.map((authority) => named(text.authority, authority)),
    ]),
  ];
}

export function noteLines(language: Language, notes: readonly ComputerNote[]): string[] {
  return notes.map(({ code, path }) => fillMessage(computerTexts[language].notes[code], { path: visibleText(path) }));
}
