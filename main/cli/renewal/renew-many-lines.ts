// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { BatchItem, BatchOutcome, RenewalWay } from '../../../shared/schemas/enrolment/renewal.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { fillCounted } from '../output/counts.ts';
import { errorText } from '../output/messages.ts';
import { type Cell, type Style, tableLines } from '../output/table.ts';
import { placeLines } from './renewed-places.ts';
import { renewalTexts } from './renewal-texts.ts';

interface ManyTexts {
  readonly none: string;
  readonly columns: { readonly name: string; readonly result: string };
  readonly outcome: Readonly<Record<Exclude<BatchOutcome, 'person'>, string>>;
  readonly way: Readonly<Record<RenewalWay, string>>;
  /** The next step, or empty. `id` is abbreviated. */
  readonly step: Readonly<Record<RenewalWay, string>>;
  readonly successor: string;
  readonly waiting: string;
  readonly total: string;
  readonly again: string;
}

const zhCn: ManyTexts = {
  none: '没有要更新的证书。',
  columns: { name: '证书', result: '结果' },
  outcome: {
    renewed: '已更新证书',
    'not-installed': '已更新证书，部分位置未安装',
    waiting: '等待机构签发',
    preflight: '需要您确认',
    failed: '失败',
    'not-tried': '没有处理',
  },
  way: {
    server: '需要您办理',
    token: '需要 USB Key',
    page: '需在官方网页办理',
    file: '需用申请文件办理',
    lost: '已登记遗失',
    reminder: '只提醒到期',
    unset: '没有办理指南',
  },
  step: {
    server: '',
    token: 'certsteward renew {{id}} --reference 参考号 --code-file 文件 --pin-file 文件',
    page: 'certsteward renew {{id}}',
    file: 'certsteward renew {{id}} -o request.csr',
    lost: '不能更新证书，要重新申请：certsteward enrol --replaces {{id}}',
    reminder: '',
    unset: 'certsteward renew {{id}} --profile 指南',
  },
  successor: '新证书 {{successor}}',
  waiting: '用 certsteward pending check 查询',
  total:
    '{{total:certificate}}：已更新 {{renewed}} 张，等待签发 {{waiting}} 张，需要您办理 {{person}} 张，未完成 {{rest}} 张',
  again: '处理完上述事项后，请再运行一次这个命令，只会处理剩下的证书。',
};

const en: ManyTexts = {
  none: 'There are no certificates to renew.',
  columns: { name: 'Certificate', result: 'Result' },
  outcome: {
    renewed: 'renewed',
    'not-installed': 'renewed, not installed everywhere',
    waiting: 'waiting for the CA',
    preflight: 'needs your confirmation',
    failed: 'failed',
    'not-tried': 'not tried',
  },
  way: {
    server: 'needs your input',
    token: 'needs its USB key',
    page: 'needs the CA’s website',
    file: 'needs a request file',
    lost: 'reported lost or stolen',
    reminder: 'reminder only',
    unset: 'no CA guide',
  },
  step: {
    server: '',
    token: 'certsteward renew {{id}} --reference REF --code-file FILE --pin-file FILE',
    page: 'certsteward renew {{id}}',
    file: 'certsteward renew {{id}} -o request.csr',
    lost: 'Lost or stolen certificates cannot be renewed. To apply again, run certsteward enrol --replaces {{id}}',
    reminder: '',
    unset: 'certsteward renew {{id}} --profile GUIDE',
  },
  successor: 'new certificate {{successor}}',
  waiting: 'To check again, run certsteward pending check',
  total:
    '{{total:certificate}}: {{renewed}} renewed, {{waiting}} waiting for the CA, {{person}} needing your input, {{rest}} unfinished',
  again: 'To continue with the rest, fix any problem above, then run the same command again.',
};

export const manyTexts: Record<Language, ManyTexts> = { 'zh-CN': zhCn, en };

const styles: Readonly<Record<BatchOutcome, Style>> = {
  renewed: 'green',
  'not-installed': 'yellow',
  waiting: 'yellow',
  person: 'yellow',
  preflight: 'yellow',
  failed: 'red',
  'not-tried': 'dim',
};

export function manyLines(run: CommandRun, items: readonly BatchItem[]): string[] {
  const { language, output } = run;
  const text = manyTexts[language];
  const rows = items.map((item) => ({
    cells: [
      { text: visibleText(item.displayName) },
      {
        text: item.outcome === 'person' ? text.way[item.way] : text.outcome[item.outcome],
        style: styles[item.outcome],
      },
      { text: item.sha256.slice(0, 8), style: 'dim' as const },
    ],
    notes: notesOf(run, item),
  }));
  const count = (...outcomes: readonly BatchOutcome[]): number =>
    items.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const rest = count('not-installed', 'preflight', 'failed', 'not-tried');
  const counts = {
    total: items.length,
    renewed: count('renewed'),
    waiting: count('waiting'),
    person: count('person'),
    rest,
  };
  return [
    ...tableLines(
      [{ title: text.columns.name, wraps: true }, { title: text.columns.result }, { title: 'ID' }],
      rows,
      output.terminal,
    ),
    '',
    fillCounted(language, text.total, counts),
    ...(rest === 0 ? [] : [text.again]),
    ...(items.some(({ successor }) => successor !== null) ? [renewalTexts[language].backUp] : []),
  ];
}

function notesOf(run: CommandRun, item: BatchItem): Cell[] {
  const { language } = run;
  const text = manyTexts[language];
  const { outcome, way, sha256, successor, code, details, places } = item;
  if (outcome === 'person') {
    const step = fillMessage(text.step[way], { id: sha256.slice(0, 8) });
    return step === '' ? [] : [{ text: step }];
  }
  if (outcome === 'waiting') return [{ text: text.waiting }];
  const issued = successor === null ? [] : [fillMessage(text.successor, { successor: successor.slice(0, 8) })];
  const left = places.filter((place) => place.code !== null || place.restart);
  if (left.length > 0) return [...issued, ...left.flatMap((place) => placeLines(run, place))].map(noteOf);
  const why = code === null ? [] : [errorText(language, new AppError(code, details))];
  return [...issued, ...why].map(noteOf);
}

function noteOf(text: string): Cell {
  return { text };
}
