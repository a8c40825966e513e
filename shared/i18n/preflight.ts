// SPDX-License-Identifier: Apache-2.0
import type {
  PreflightCheck,
  PreflightFinding,
  PreflightResult,
  PreflightSubject,
} from '../schemas/enrolment/preflight.ts';
import type { Language } from './language.ts';
import { type CauseAndStep, fillMessage } from './message.ts';
import { preflightEn, unreachableEn } from './preflight.en.ts';
import { preflightZhCn, unreachableZhCn } from './preflight.zh-CN.ts';

const catalogues: Record<Language, Record<PreflightFinding, CauseAndStep>> = {
  'zh-CN': preflightZhCn,
  en: preflightEn,
};

const unreachable: Record<Language, Readonly<Record<string, string>>> = {
  'zh-CN': unreachableZhCn,
  en: unreachableEn,
};

interface PreflightWords {
  readonly subjects: Record<PreflightSubject, string>;
  readonly results: Record<PreflightResult, string>;
  readonly findings: Partial<Record<PreflightFinding, string>>;
}

export const preflightWords: Record<Language, PreflightWords> = {
  'zh-CN': {
    subjects: { target: '私钥的位置', computer: '电脑', network: '网络', clock: '时间', server: '服务器' },
    results: { ok: '正常', warn: '注意', bad: '不能继续', unknown: '未知' },
    findings: {
      'server-unreachable': '连接失败',
      'key-by-page': '由网页决定',
      'network-unknown': '请您自己查看',
    },
  },
  en: {
    subjects: { target: 'Key', computer: 'Computer', network: 'Network', clock: 'Clock', server: 'Server' },
    results: { ok: 'OK', warn: 'needs attention', bad: 'can’t continue', unknown: 'unknown' },
    findings: {
      'server-unreachable': 'can’t be reached',
      'key-by-page': 'depends on the web page',
      'network-unknown': 'check it yourself',
    },
  },
};

const isoTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** `step` may be empty. Dates use the local time zone. */
export function preflightText({ finding, details }: PreflightCheck, language: Language): CauseAndStep {
  const { cause: general, step } = catalogues[language][finding];
  const plain = finding === 'server-unreachable' ? unreachable[language][String(details['reason'])] : undefined;
  const cause = plain ?? general;
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const shown = Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' && isoTime.test(value) ? format.format(new Date(value)) : value,
    ]),
  );
  return { cause: fillMessage(cause, shown), step: fillMessage(step, shown) };
}
