// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from '../domain/errors/app-error.ts';
import type { Diagnosis } from '../schemas/certificates/inspection.ts';
import { diagnosesEn, limitNamesEn, type DiagnosisTexts } from './diagnoses.en.ts';
import { diagnosesZhCn, limitNamesZhCn } from './diagnoses.zh-CN.ts';
import type { Language } from './language.ts';
import { type CauseAndStep, fillMessage } from './message.ts';

export const diagnosisCatalogues: Record<Language, DiagnosisTexts> = { 'zh-CN': diagnosesZhCn, en: diagnosesEn };
export const limitNames: Record<Language, Record<string, string>> = { 'zh-CN': limitNamesZhCn, en: limitNamesEn };

/** Omits `bmp`, because it's the standard encoding (RFC 7292 §B.1). */
const encodingNames: Record<string, string> = { 'utf-8': 'UTF-8', latin1: 'Latin-1', gbk: 'GBK' };

export function diagnosisText(diagnosis: Diagnosis, language: Language): CauseAndStep {
  const doubtful = diagnosis.code === 'wrong-password' && diagnosis.possiblyDamaged === true;
  const texts = diagnosisCatalogues[language][doubtful ? 'possibly-damaged' : diagnosis.code];
  const { algorithm, offset, limit, passwordEncoding, recipient } = diagnosis;
  const details: ErrorDetails = {
    algorithm: algorithm ?? null,
    offset: offset ?? null,
    recipient: recipient ?? null,
    limit: limit === undefined ? null : (limitNames[language][limit] ?? limit),
    passwordEncoding: passwordEncoding === undefined ? null : (encodingNames[passwordEncoding] ?? null),
  };
  return { cause: fillMessage(texts.cause, details), step: fillMessage(texts.step, details) };
}
