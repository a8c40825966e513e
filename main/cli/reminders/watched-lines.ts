// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { certificateTexts } from '../certificates/certificate-texts.ts';
import { timeLeft, urgency } from '../certificates/time-left.ts';
import { localDay } from '../output/local-time.ts';
import { statusText } from '../output/messages.ts';
import { tableLines, type Terminal } from '../output/table.ts';

interface Shown {
  readonly language: Language;
  readonly now: Date;
  readonly terminal: Terminal;
}

export function watchedLines(entries: readonly Watched[], { language, now, terminal }: Shown): string[] {
  const { list, detail } = certificateTexts[language];
  return tableLines(
    [
      { title: list.left, align: 'right' },
      { title: list.expires },
      { title: list.name, wraps: true },
      { title: detail.place, leaves: 1 },
      { title: list.status },
      { title: 'ID' },
    ],
    entries.map((entry) => {
      const style = urgency(entry.status, entry.notAfter, now);
      const urgent = style === undefined ? {} : { style };
      return {
        cells: [
          { text: timeLeft(language, entry.notAfter, now), ...urgent },
          { text: localDay(entry.notAfter) },
          { text: visibleText(entry.name) },
          { text: visibleText(entry.place ?? '') },
          { text: statusText(language, entry.status), ...urgent },
          { text: entry.id.slice(0, 8), style: 'dim' },
        ],
      };
    }),
    terminal,
  );
}
