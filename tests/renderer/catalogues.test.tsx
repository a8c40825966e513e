// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnosisCodes } from '../../shared/domain/imports/diagnosis-codes.ts';
import { errorCodes } from '../../shared/domain/errors/error-codes.ts';
import { diagnosisCatalogues, diagnosisText } from '../../shared/i18n/diagnoses.ts';
import { errorCatalogues, errorText } from '../../shared/i18n/errors/errors.ts';
import { languageOf, languages } from '../../shared/i18n/language.ts';
import { fillMessage } from '../../shared/i18n/message.ts';
import { en } from '../../renderer/i18n/en/catalogue.ts';
import { zhCn } from '../../renderer/i18n/zh-CN/catalogue.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}

const withoutPlural = (key: string) => key.replace(/_(one|other)$/, '');
const keysOf = (tree: Tree) => new Set(flat(tree).map(([key]) => withoutPlural(key)));
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted((a, b) => a.localeCompare(b));

const errorTexts = (language: 'zh-CN' | 'en') => [
  ...flat(errorCatalogues[language] as unknown as Tree),
  ...flat(diagnosisCatalogues[language] as unknown as Tree),
];
const chinese = [...flat(zhCn), ...errorTexts('zh-CN')];
const english = [...flat(en), ...errorTexts('en')];

describe('[U01] catalogues', () => {
  it('have the same keys in both languages', () => {
    expect([...keysOf(zhCn)].toSorted()).toEqual([...keysOf(en)].toSorted());
  });

  it('[A01] mention no option of the command line in an error in a window', () => {
    const options = [...errorTexts('zh-CN'), ...errorTexts('en')].filter(([, text]) => /(^|[^-\w])--[a-z]/.test(text));
    expect(options.map(([key]) => key)).toEqual([]);
  });

  it('have the same placeholders in both languages', () => {
    const texts = new Map(chinese.map(([key, text]) => [key, placeholders(text)]));
    const other = new Map(english.map(([key, text]) => [key, placeholders(text)]));
    for (const [key, names] of texts) expect(other.get(key), key).toEqual(names);
  });

  it('have every plural form that the language needs', () => {
    for (const [tree, forms] of [
      [zhCn, ['other']],
      [en, ['one', 'other']],
    ] as const) {
      const keys = new Set(flat(tree).map(([key]) => key));
      const plural = [...keys].filter((key) => key.endsWith('_other')).map(withoutPlural);
      expect(plural.length).toBeGreaterThan(0);
      for (const key of plural) for (const form of forms) expect(keys).toContain(`${key}_${form}`);
    }
  });

  it('give every error code and every diagnosis a cause and a next step', () => {
    for (const language of languages) {
      for (const code of errorCodes) {
        const { cause, step } = errorText(code, {}, language);
        expect(cause.length * step.length, code).toBeGreaterThan(0);
        expect(cause + step, code).not.toMatch(/[[\]{}]|…/);
      }
      for (const code of diagnosisCodes) {
        const { cause, step } = diagnosisText({ code }, language);
        expect(cause.length * step.length, code).toBeGreaterThan(0);
      }
    }
  });

  it('never use a word that the glossary rules out', () => {
    // A bare 更新, 撤销 or 不完整 lacks the context that makes it clear.
    const never = [
      /令牌/,
      /密钥库/,
      /已装入/,
      /已过(?!期)/,
      /备份已失效/,
      /演练/,
      /撤销(?!的?操作)/,
      /(?<!证书链)不完整/,
      /(?<!如何|申请与|需要|下次)更新(?!证书)/,
      /试还原/,
    ];
    // 证书更新后 refers to renewal as an event.
    const allowed = (text: string) => text.replaceAll('证书更新后', '');
    for (const [key, text] of chinese)
      for (const word of never) expect(allowed(text), `${key} has ${word.source}`).not.toMatch(word);
  });

  it('have no exclamation mark', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text, key).not.toMatch(/[!！]/);
  });

  it('have no unused key', () => {
    const root = path.resolve(import.meta.dirname, '../../renderer');
    const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(`i18n${path.sep}`))
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
      .join('\n');
    const unused = [...keysOf(en)].filter((key) => {
      if (source.includes(`'${key}'`)) return false;
      // Dynamic keys, such as `status.${status}` and `export.${format}Hint`.
      const dynamic = [...source.matchAll(/`((?:\w[\w-]*\.)+)\$\{[^}]+\}([\w.]*)`/g)];
      return !dynamic.some(([, start = '', end = '']) => {
        const middle =
          key.startsWith(start) && key.endsWith(end) ? key.slice(start.length, key.length - end.length) : '.';
        return !middle.includes('.');
      });
    });
    expect(unused).toEqual([]);
  });
});

describe('[F05] messages', () => {
  it('leave out the part whose fact is unknown', () => {
    expect(fillMessage('a[: {{x}}].', {})).toBe('a.');
    expect(fillMessage('a[: {{x}}].', { x: 'b' })).toBe('a: b.');
  });

  it('say that a wrong password may be damage only when the bytes cannot tell', () => {
    const plain = diagnosisText({ code: 'wrong-password' }, 'zh-CN').cause;
    const doubtful = diagnosisText({ code: 'wrong-password', possiblyDamaged: true }, 'zh-CN').cause;
    expect(plain).toContain('文件本身没有问题');
    expect(doubtful).toContain('文件已损坏');
  });

  it('[T01] give the reason for a refused module in the chosen language', () => {
    const cause = (language: 'zh-CN' | 'en') => errorText('module-broken', { reason: '32-bit' }, language).cause;
    expect(cause('zh-CN')).toBe('这个文件不能作为 USB Key 模块加载：这是 32 位的模块。');
    expect(cause('en')).toBe('This file can’t be loaded as a USB key module: it’s a 32-bit library.');
  });

  it('[S06] give the reason for a changed server certificate in the chosen language', () => {
    const cause = (language: 'zh-CN' | 'en') =>
      errorText('server-unreachable', { reason: 'certificate-changed' }, language).cause;
    expect(cause('zh-CN')).toBe('无法连接这台服务器：服务器的证书与您核对的不同。');
    expect(cause('en')).toBe('Couldn’t connect to the server: its certificate has changed since you checked it.');
  });

  it('name the algorithm, the offset and the encoding', () => {
    const { cause } = diagnosisText({ code: 'unsupported-algorithm', algorithm: 'GOST' }, 'en');
    expect(cause).toContain('GOST');
    expect(diagnosisText({ code: 'damaged', offset: 1204 }, 'zh-CN').cause).toContain('1204');
    expect(diagnosisText({ code: 'opened', passwordEncoding: 'gbk' }, 'en').cause).toContain('GBK');
    expect(diagnosisText({ code: 'opened', passwordEncoding: 'bmp' }, 'en').cause).toBe('Opened.');
  });
});

it('[U01] uses zh-CN for every Chinese locale and English for all others', () => {
  expect(['zh-TW', 'zh_HK.UTF-8', 'zh', 'zh-Hans-CN'].map(languageOf)).toEqual(Array(4).fill('zh-CN'));
  expect(['en-US', 'de', 'zha'].map(languageOf)).toEqual(['en', 'en', 'en']);
});
