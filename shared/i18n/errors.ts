import type { ErrorDetails } from '../domain/app-error.ts';
import type { ErrorCode } from '../domain/error-codes.ts';
import { refusedPlaces, type RefusedPlace } from '../domain/refused-place.ts';
import { refusedPlacesEn } from './destination-errors.en.ts';
import { refusedPlacesZhCn } from './destination-errors.zh-CN.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import type { Language } from './language.ts';
import { type CauseAndStep, fillMessage } from './message.ts';

export const errorCatalogues: Record<Language, Record<ErrorCode, CauseAndStep>> = { 'zh-CN': errorsZhCn, en: errorsEn };

const refusedPlaceCatalogues: Record<Language, Record<RefusedPlace, CauseAndStep>> = {
  'zh-CN': refusedPlacesZhCn,
  en: refusedPlacesEn,
};

/** Cause and next step of an error code, for the window and for the command line alike. */
export function errorText(code: ErrorCode, details: ErrorDetails, language: Language): CauseAndStep {
  const refused = code === 'destination-refused' && refusedPlaces.find((place) => place === details['reason']);
  const texts = refused ? refusedPlaceCatalogues[language][refused] : errorCatalogues[language][code];
  return { cause: fillMessage(texts.cause, details), step: fillMessage(texts.step, details) };
}
