// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage, joinSentences } from '../../../shared/i18n/message.ts';
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import { pastedArgument } from '../../../shared/sinks/shell-argument.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { countText } from '../output/counts.ts';
import { countLines, problemCounts, problemLines, problemOfDiagnosis, type FileProblem } from '../output/many-files.ts';
import { diagnosisText } from '../output/messages.ts';
import { painted } from '../output/table.ts';
import { padEndTo, textWidth } from '../output/text-width.ts';
import { ownFileLine } from '../vault/own-file-line.ts';
import type { ImportedItem, TakenItem } from './import-summary.ts';
import { importTexts } from './import-texts.ts';

type Run = Pick<CommandRun, 'language' | 'output' | 'arguments'>;

export function hasTaken({ added, known }: ImportedItem): boolean {
  return added.length + known.length > 0;
}

export function itemLine(run: Pick<CommandRun, 'language'>, item: TakenItem): string {
  return `${visibleText(item.file)}: ${itemText(run, item)}`;
}

function itemText({ language }: Pick<CommandRun, 'language'>, item: TakenItem): string {
  const own = item.kind === undefined ? null : ownFileLine(language, item.kind, item.file);
  if (own !== null) return own;
  const text = importTexts[language];
  const { added, known, keys, keysLeftOut, joinedKeys = [] } = item;
  const counts = fillMessage(text.item, {
    added: added.length,
    known: known.length,
    keys: joinedKeys.length > 0 ? null : countText(language, keys, 'private key'),
  });
  const leftOut =
    keysLeftOut === undefined
      ? []
      : [fillMessage(text.leftOut, { count: countText(language, keysLeftOut, 'private key') })];
  const stop = joinedKeys.length > 0 ? text.stop : '';
  const taken = hasTaken(item) ? [counts, ...leftOut].join(text.comma) + stop : keysText(language, item, leftOut);
  const joined = joinedKeys.length > 0 ? fillMessage(text.keysJoined, { names: joinedKeys.map(visibleText) }) : '';
  const hint = item.certificatesAlone === true ? text.certificatesAlone : '';
  const cause = causeText(language, item.diagnosis, item.triedPasswords);
  return joinSentences(cause, taken, joined, item.isRequest === true ? text.request : '', hint);
}

export function causeText(language: Language, diagnosis: Diagnosis, tried = 0): string {
  const passwords = countText(language, tried, 'password');
  const step = tried === 0 ? undefined : fillMessage(importTexts[language].noneFits, { passwords });
  return diagnosisText(language, diagnosis, step);
}

function keysText(
  language: Language,
  { keys, keysAdded, keyHolders: names }: TakenItem,
  leftOut: readonly string[],
): string {
  if (!names) return '';
  const text = importTexts[language];
  const counts = (template: string, count: number) =>
    [fillMessage(template, { keys: countText(language, count, 'private key') }), ...leftOut].join(text.comma) +
    text.stop;
  if (keysAdded === 0) return counts(text.keysKnown, keys);
  return joinSentences(
    counts(text.keysAdded, keysAdded),
    names.length === 0 ? text.noHolder : fillMessage(text.keyHolders, { names: names.map(visibleText) }),
  );
}

function problemOf(run: Run, item: TakenItem): FileProblem[] {
  const { file, diagnosis, keysLeftOut } = item;
  const kind = keysLeftOut !== undefined ? 'keysLeftOut' : hasTaken(item) ? null : problemOfDiagnosis(diagnosis.code);
  return kind === null ? [] : [{ kind, file, text: itemText(run, item) }];
}

export interface FoundImport {
  readonly added: readonly string[];
  readonly known: readonly string[];
  readonly keys: number;
}

export function foundImportText(language: Language, { added, known, keys }: FoundImport): string {
  const text = importTexts[language];
  const counts = { added: added.length, known: known.length, keys: countText(language, keys, 'private key') };
  if (counts.added + counts.known > 0) return fillMessage(text.item, counts);
  return keys === 0 ? text.known : fillMessage(text.keysAdded, counts);
}

interface Outcome {
  readonly items: readonly TakenItem[];
  readonly failed: readonly { readonly file: string; readonly text: string }[];
  readonly passedOver: number;
  readonly tooLarge: number;
}

export function importSummaryLines(run: Run, { items, failed, passedOver, tooLarge }: Outcome): string[] {
  const { language, output } = run;
  const { terminal } = output;
  const text = importTexts[language];
  const verbose = run.arguments.flags.has('verbose');
  const problems = [
    ...items.flatMap((item) => problemOf(run, item)),
    ...failed.map(({ file, text: words }): FileProblem => ({ kind: 'failed', file, text: words })),
  ];
  const isOpened = (item: TakenItem): boolean => hasTaken(item) || item.diagnosis.code === 'opened';
  const isNew = ({ added, keysAdded }: TakenItem): boolean => added.length + keysAdded > 0;
  const imported = items.filter(isNew);
  const withKeys = imported.filter(({ keys, joinedKeys = [] }) => keys > 0 || joinedKeys.length > 0).length;
  const parts = [
    ...(withKeys === 0 ? [] : [fillMessage(text.withKeys, { count: withKeys })]),
    ...(withKeys === imported.length
      ? []
      : [fillMessage(text.certificatesOnly, { count: imported.length - withKeys })]),
  ];
  const requests = items.filter(({ isRequest }) => isRequest === true).length;
  const known = items.filter((item) => isOpened(item) && !isNew(item)).length - requests;
  return [
    ...countLines(
      [
        {
          count: imported.length,
          label: text.imported,
          detail: parts.join(text.comma),
          style: 'green',
        },
        { count: known, label: text.known, detail: '', style: 'green' },
        ...problemCounts(language, problems, text.notImported),
        { count: passedOver + requests, label: text.passedOver, detail: text.passedOverWhy, style: 'dim' },
        { count: tooLarge, label: text.passedOver, detail: text.tooLarge, style: 'dim' },
      ],
      terminal,
    ),
    ...problemLines(language, problems, { verbose, terminal }),
    ...nextLines(run, { needsPassword: problems.some(({ kind }) => kind === 'needsPassword'), withKeys: withKeys > 0 }),
  ];
}

function nextLines(
  { language, output, arguments: { words, flags } }: Run,
  { needsPassword, withKeys }: { readonly needsPassword: boolean; readonly withKeys: boolean },
): string[] {
  const text = importTexts[language];
  const named = words.map((word) => (/^[\w./~-]+$/.test(word) ? word : pastedArgument(word, process.platform, 'FILE')));
  const files = named.length > 3 ? 'FILE…' : named.map(visibleText).join(' ');
  const recursive = flags.has('recursive') ? ' --recursive' : '';
  const steps = [
    ...(needsPassword
      ? [[text.tryPassword, `certsteward import ${files}${recursive} --password-file FILE`] as const]
      : []),
    ...(withKeys ? [[text.backUp, 'certsteward backup create --to DIR'] as const] : []),
  ];
  if (steps.length === 0) return [];
  const width = Math.max(...steps.map(([label]) => textWidth(label)));
  return [
    '',
    painted(text.next, 'bold', output.terminal),
    ...steps.map(([label, line]) => `  ${padEndTo(label, width)}  ${line}`),
  ];
}
