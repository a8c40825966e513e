// SPDX-License-Identifier: Apache-2.0
import { localDay } from '../output/local-time.ts';
import { fillCounted } from '../output/counts.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { ModuleFacts, Token, TokenModule, TokenObject } from '../../../shared/schemas/token.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { nameOf } from './pin-refusals.ts';

/** Shown before a module is loaded (T01). */
export function moduleFactLines(language: Language, facts: ModuleFacts): string[] {
  const text = tokenTexts[language];
  return [
    visibleText(facts.path),
    `  ${fillMessage(text.owner, { owner: visibleText(facts.owner ?? text.unknown) })}`,
    `  ${facts.writableByOthers ? text.writable : text.notWritable}`,
    `  ${facts.package === null ? text.noPackage : fillMessage(text.package, { package: visibleText(facts.package) })}`,
    `  SHA-256 ${facts.sha256}`,
  ];
}

export function moduleLines(language: Language, module: TokenModule): string[] {
  const text = tokenTexts[language];
  const facts = [
    text.moduleState[module.state],
    ...(module.slots === null ? [] : [fillCounted(language, text.slots, { slots: module.slots })]),
    ...(module.faults === 0 ? [] : [fillCounted(language, text.faults, { faults: module.faults })]),
  ];
  return [`${visibleText(module.name)}${text.colon}${facts.join(text.comma)}`, `  ${visibleText(module.path)}`];
}

export function tokenLines(language: Language, token: Token): string[] {
  const text = tokenTexts[language];
  const wrong = token.wrongPins === 0 ? [] : [fillMessage(text.wrongPins, { wrong: token.wrongPins })];
  const state = token.initialised
    ? [
        fillMessage(text.pin, { state: text.pinState[token.pin] }),
        ...wrong,
        ...(token.lastTry ? [text.lastTry] : []),
        token.managed ? text.managed : text.readOnly,
      ]
    : [text.notInitialised];
  const made = [token.maker, token.model].filter((part) => part !== '').map(visibleText);
  return [
    `${visibleText(nameOf(token) || token.reader)}${text.colon}${state.join(text.comma)}`,
    `  ${fillMessage(text.serial, { serial: visibleText(token.serial || '-'), id: token.id.slice(0, 8) })}`,
    `  ${[...made, visibleText(token.reader), visibleText(token.moduleName)].join(text.comma)}`,
  ];
}

export function objectLine(language: Language, object: TokenObject): string {
  const text = tokenTexts[language];
  const { certificate, key } = object;
  const columns = [
    text.objectClass[object.class],
    ...(object.algorithm === null ? [] : [object.algorithm]),
    ...(object.label === '' ? [] : [`“${visibleText(object.label)}”`]),
    ...(certificate ? [visibleText(certificate.displayName), localDay(certificate.notAfter)] : []),
    ...(key?.madeHere === true ? [text.madeHere] : []),
    ...(key?.exportable === true ? [text.exportable] : []),
    ...(key?.pinEachTime === true ? [text.pinEachTime] : []),
    ...(object.sizeBytes === null ? [] : [fillCounted(language, text.bytes, { bytes: object.sizeBytes })]),
  ];
  return `${object.id.slice(0, 8)}${object.id.slice(64)}  ${columns.join('  ')}`;
}
