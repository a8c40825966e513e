// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from '../../domain/errors/app-error.ts';
import type { ErrorCode } from '../../domain/errors/error-codes.ts';
import { moduleReasons, storeReasons, type ModuleReason } from '../../domain/errors/error-reasons.ts';
import { refusedPlaces, type RefusedPlace } from '../../domain/errors/refused-place.ts';
import { refusedPlacesEn } from './destination-errors.en.ts';
import { refusedPlacesZhCn } from './destination-errors.zh-CN.ts';
import { limitNames } from '../diagnoses.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { storeReasonTexts } from './store-reasons.ts';
import { moduleReasonsEn } from './token-errors.en.ts';
import { moduleReasonsZhCn } from './token-errors.zh-CN.ts';
import type { Language } from '../language.ts';
import { type CauseAndStep, fillMessage } from '../message.ts';

export const errorCatalogues: Record<Language, Record<ErrorCode, CauseAndStep>> = { 'zh-CN': errorsZhCn, en: errorsEn };

const refusedPlaceCatalogues: Record<Language, Record<RefusedPlace, CauseAndStep>> = {
  'zh-CN': refusedPlacesZhCn,
  en: refusedPlacesEn,
};

const moduleReasonCatalogues: Record<Language, Record<ModuleReason, string>> = {
  'zh-CN': moduleReasonsZhCn,
  en: moduleReasonsEn,
};

const mistypedGroup: Record<Language, CauseAndStep> = {
  'zh-CN': {
    cause: '恢复码的第 {{group}} 组有误。',
    step: '请与写下的恢复码核对第 {{group}} 组，再重新输入。不分大小写，O 当作 0，I 和 L 当作 1。',
  },
  en: {
    cause: 'Group {{group}} of the recovery code is wrong.',
    step: 'Compare group {{group}} with the code you wrote down. Capitals don’t matter. O counts as 0, and I and L count as 1.',
  },
};

type AskedLimit = 'anchors' | 'hosts';

/** For limits on the items in one confirmation. General texts cover file limits. */
const askedLimits: Record<Language, Record<AskedLimit, CauseAndStep>> = {
  'zh-CN': {
    anchors: {
      cause: '这个保险库要信任的机构和服务器太多，无法在一个窗口里全部列出。',
      step: '确认保险库来源可靠后，请在终端运行 certsteward vault accept。',
    },
    hosts: {
      cause: '这张证书列出的服务器太多，尚未连接。',
      step: '如需连接，请在终端运行 certsteward validate ID --fetch。',
    },
  },
  en: {
    anchors: {
      cause: 'This vault asks you to trust too many CAs and servers to list in one window.',
      step: 'If you trust where the vault comes from, run certsteward vault accept in a terminal.',
    },
    hosts: {
      cause: 'This certificate lists too many servers, so none was contacted.',
      step: 'To contact them anyway, run certsteward validate ID --fetch in a terminal.',
    },
  },
};

function textsOf(code: ErrorCode, details: ErrorDetails, language: Language): CauseAndStep {
  const refused = code === 'destination-refused' && refusedPlaces.find((place) => place === details['reason']);
  if (refused) return refusedPlaceCatalogues[language][refused];
  if (code === 'wrong-secret' && typeof details['group'] === 'number') return mistypedGroup[language];
  const { limit } = details;
  if (code === 'limit-exceeded' && (limit === 'anchors' || limit === 'hosts')) return askedLimits[language][limit];
  return errorCatalogues[language][code];
}

export function errorText(code: ErrorCode, details: ErrorDetails, language: Language): CauseAndStep {
  const texts = textsOf(code, details, language);
  const limit = code === 'limit-exceeded' ? limitNames[language][String(details['limit'])] : undefined;
  const shown = {
    ...details,
    ...reasonOf(code, details, language),
    ...(limit !== undefined && { limit }),
  };
  return { cause: fillMessage(texts.cause, shown), step: fillMessage(texts.step, details) };
}

const certificateChanged: Record<Language, string> = {
  'zh-CN': '服务器的证书与您核对的不同',
  en: 'its certificate has changed since you checked it',
};

function reasonOf(code: ErrorCode, { reason }: ErrorDetails, language: Language): ErrorDetails {
  if (code === 'module-broken') {
    const known = moduleReasons.find((each) => each === reason);
    return known === undefined ? {} : { reason: moduleReasonCatalogues[language][known] };
  }
  if (code === 'server-unreachable' && reason === 'certificate-changed')
    return { reason: certificateChanged[language] };
  if (code !== 'store-refused' || typeof reason !== 'string') return {};
  const known = storeReasons.find((each) => each === reason);
  return { reason: known === undefined ? `“${reason}”` : storeReasonTexts[language][known] };
}
