// SPDX-License-Identifier: Apache-2.0
import { commentsOf } from '../house/comments.ts';
import type { Place } from './banned-words.ts';

export interface Text {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  readonly places: readonly Place[];
}

const isChinese = /\p{Script=Han}/u;
const screens = /^(?:renderer|shared)\/i18n\/|^main\/grants\/words/;
const spoken =
  /^main\/(?:cli\/|ipc\/dialog-words|hosts\/electron\/desktop\/(?:tray-words|menu-labels)|backup\/container\/readme|hosts\/chromium\/why-no-window)/;
/** Code, placeholders, URLs, options and JSON names are exempt. */
const quoted = /`[^`]*`|\{\{\w+\}\}|https?:\/\/\S+|--[\w-]+(?: (?:[A-Z]+|authority))?|\bvalue\.\w+(?:\.\w+)*/g;

const literals = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\[^])*)`/g;

function literalsOf(source: string, onScreen: boolean): Text[] {
  const found: Text[] = [];
  let line = 1;
  let from = 0;
  for (const match of source.matchAll(literals)) {
    const text = (match[1] ?? match[2] ?? match[3] ?? '').replaceAll(quoted, '');
    line += source.slice(from, match.index).split('\n').length - 1;
    from = match.index;
    const chinese = isChinese.test(text);
    const sentence = /^[A-Z“]|\s/.test(text) && !text.startsWith('certsteward ');
    if (chinese) found.push({ line, text, places: ['zh'] });
    else if (sentence) found.push({ line, text, places: onScreen ? ['en', 'screen-en'] : ['en'] });
  }
  return found;
}

/** Replaces comments with blanks to keep the offsets. */
const withoutComments = (source: string): string =>
  commentsOf(source).reduce((text, comment) => text.replace(comment, comment.replaceAll(/[^\n]/g, ' ')), source);

function commentTexts(source: string): Text[] {
  let from = 0;
  return commentsOf(source).map((text) => {
    from = source.indexOf(text, from);
    return {
      line: source.slice(0, from).split('\n').length,
      text: text.replaceAll(/`[^`]*`/g, ''),
      places: ['comment'],
    };
  });
}

const codeBlocks = /^```[^]*?^```/gm;

function documentTexts(file: string, source: string): Text[] {
  const place: Place = /zh-CN/.test(file) ? 'doc-zh' : 'doc-en';
  const prose = source.replaceAll(codeBlocks, (block) => block.replaceAll(/[^\n]/g, ''));
  return prose
    .split('\n')
    .map((text, index) => ({ line: index + 1, text: text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, ''), places: [place] }));
}

/** Returns the texts to check, the path first. Only Markdown, TS, TSX and MJS files have further texts. */
export function textsOf(file: string, source: string): Text[] {
  const path: Text = { line: 1, text: file, places: ['name'] };
  if (file.endsWith('.md')) return [path, ...documentTexts(file, source)];
  if (!/\.(?:ts|tsx|mjs)$/.test(file)) return [path];
  const code = source.split('\n').map((text, index): Text => ({ line: index + 1, text, places: ['name'] }));
  const texts = screens.test(file) || spoken.test(file) ? literalsOf(withoutComments(source), screens.test(file)) : [];
  return [path, ...code, ...commentTexts(source), ...texts];
}
