// SPDX-License-Identifier: Apache-2.0
import { lacksKey } from '../../../shared/domain/certificates/identity-pair.ts';
import { certificateStatuses } from '../../../shared/domain/certificates/certificate-states.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { statusText, words } from '../output/messages.ts';
import { painted, tableLines, type Cell, type Row, type Terminal } from '../output/table.ts';
import { localDay } from '../output/local-time.ts';
import { certificateTexts } from './certificate-texts.ts';
import { lossLine } from './loss-line.ts';
import { timeLeft, urgency } from './time-left.ts';

interface Shown {
  readonly language: Language;
  readonly now: Date;
  readonly terminal: Terminal;
  /** Store names, keyed by the certificate's SHA-256. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  readonly expiring?: boolean;
}

const whereColumn = 4;
const fewestDigits = 8;

export function certificateLines(certificates: readonly CertificateSummary[], shown: Shown): string[] {
  const { list } = certificateTexts[shown.language];
  const isPast = ({ status }: CertificateSummary): boolean => status === 'expired' || status === 'superseded';
  const ordered = [...certificates.filter((each) => !isPast(each)), ...certificates.filter(isPast)];
  const digits = digitsOfIds(ordered.map(({ sha256 }) => sha256));
  return [
    ...tableLines(
      [
        { title: list.left, align: 'right' },
        { title: list.expires },
        { title: list.name, wraps: true },
        { title: list.issuer, leaves: 1 },
        { title: list.where, leaves: 2 },
        { title: list.status },
        { title: list.backup, leaves: 3 },
        { title: 'ID' },
      ],
      ordered.map((each) => certificateRow(each, digits, shown)),
      shown.terminal,
    ),
    '',
    ...countLines(ordered, shown),
  ];
}

/** Returns how many digits distinguish these IDs, at least 8. */
export function digitsOfIds(ids: readonly string[]): number {
  const sorted = ids.toSorted();
  let digits = fewestDigits;
  for (const [index, id] of sorted.entries()) {
    const next = sorted[index + 1] ?? '';
    if (id === next) continue;
    const differs = Array.from(id).findIndex((digit, at) => digit !== next[at]);
    digits = Math.max(digits, differs + 1);
  }
  return digits;
}

function certificateRow(each: CertificateSummary, digits: number, shown: Shown): Row {
  const { language, now, terminal } = shown;
  const style = urgency(each.status, each.notAfter, now);
  const urgent = style === undefined ? {} : { style };
  const { list } = certificateTexts[language];
  const notes = [
    ...(lacksKey(each) ? [list.pairLacksKey] : []),
    ...(each.warnings.length === 0 ? [] : [words(language).weakAlgorithm]),
    ...(each.chainState === 'broken' ? [words(language).chainBroken] : []),
    ...[lossLine(language, each.loss)].filter((loss) => loss !== null),
  ];
  return {
    cells: [
      { text: timeLeft(language, each.notAfter, now), ...urgent },
      { text: localDay(each.notAfter) },
      { text: visibleText(each.displayName) },
      { text: cutTo(visibleText(each.issuerName), terminal) },
      { text: cutTo(whereText(each, shown), terminal) },
      { text: statusText(language, each.status), ...urgent },
      backupCell(language, each),
      { text: each.sha256.slice(0, digits), style: 'dim' },
    ],
    notes: [
      ...(each.pair === null ? [] : [{ text: list.pair, style: 'dim' as const }]),
      ...(notes.length === 0 ? [] : [{ text: notes.join(list.comma), style: 'yellow' as const }]),
      ...(hasNoKey(each) ? [{ text: ownPlace(language, each), replaces: whereColumn }] : []),
    ],
  };
}

function cutTo(text: string, { columns }: Terminal): string {
  const most = Math.max(16, Math.floor(columns / 4));
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** For example `vault, Firefox (default)`. */
function whereText(certificate: CertificateSummary, { language, places }: Shown): string {
  const { comma } = certificateTexts[language].list;
  const ids = [certificate.sha256, certificate.pair?.encryption.sha256 ?? ''];
  const others = ids.flatMap((id) => places.get(id) ?? []).map(visibleText);
  return [...new Set([ownPlace(language, certificate), ...others])].join(comma);
}

function hasNoKey({ hasPrivateKey, keyOnToken, isCa }: CertificateSummary): boolean {
  return !hasPrivateKey && keyOnToken === null && !isCa;
}

function ownPlace(language: Language, { hasPrivateKey, keyOnToken, watched }: CertificateSummary): string {
  const { inVault, withoutKey, elsewhere, onToken, behindProvider } = certificateTexts[language].list;
  if (hasPrivateKey) return inVault;
  if (keyOnToken === null) return watched ? elsewhere : withoutKey;
  return keyOnToken.serial === '' ? behindProvider : onToken;
}

function backupCell(language: Language, { backup, keyOnToken }: CertificateSummary): Cell {
  const texts = certificateTexts[language];
  if (backup !== null) {
    return { text: texts.backup[backup], ...(backup !== 'current' && { style: 'yellow' as const }) };
  }
  return { text: keyOnToken === null ? '-' : texts.backupImpossible };
}

function countLines(
  certificates: readonly CertificateSummary[],
  { language, terminal, expiring = false }: Shown,
): string[] {
  const { list, counts } = certificateTexts[language];
  const parts = certificateStatuses.flatMap((status) => {
    const count = certificates.filter((each) => each.status === status).length;
    const text = status === 'expiring' && expiring ? list.expiringSoon : counts[status];
    return count === 0 ? [] : [fillMessage(text, { count })];
  });
  const unsaved = certificates.filter(({ backup }) => backup !== null && backup !== 'current').length;
  const count = certificates.length;
  return [
    fillMessage(count === 1 ? list.totalOne : list.total, { count, parts: parts.join(list.comma) }),
    ...(unsaved === 0
      ? []
      : [painted(fillMessage(unsaved === 1 ? list.unsavedOne : list.unsaved, { count: unsaved }), 'yellow', terminal)]),
  ];
}
